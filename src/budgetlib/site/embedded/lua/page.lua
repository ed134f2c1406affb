-- Turns the Markdown of one page into the parts of a web page, the way Quarto does it.
--
-- Run as `pandoc lua page.lua`. Standard input is a JSON object:
--   markdown   text of the page, executed cells included (see cells.py)
--   reader     name of Pandoc's reader with its extensions
--   labels     words the renderer adds (图, 表, 代码, titles of callouts)
--   title, subtitle, description   Markdown, may be missing
--   toc_depth  deepest heading level in the table of contents
-- Standard output is a JSON object:
--   body, title, subtitle, description   HTML
--   plain_title                          text for <title>
--   toc        list of {id, level, html}
--   warnings   list of sentences

local here = pandoc.path.directory(arg[0])
package.path = pandoc.path.join({ here, '?.lua' }) .. ';' .. package.path

local callouts = require 'callouts'
local floats = require 'floats'
local tabsets = require 'tabsets'

local input = pandoc.json.decode(io.read('a'), false)
local labels = input.labels
local warnings = pandoc.List()

local WRITER = pandoc.WriterOptions {
  section_divs = true,
  wrap_text = 'none',
  html_math_method = 'plain',
}

local function inlines_of(markdown)
  return pandoc.utils.blocks_to_inlines(pandoc.read(markdown, input.reader).blocks)
end

local function html_of(inlines)
  local html = pandoc.write(pandoc.Pandoc({ pandoc.Plain(inlines) }), 'html5', WRITER)
  return (html:gsub('%s+$', ''))
end

-- Headings inside divs (tabs, callouts, grids) don't belong into the table of contents, as in Quarto.
local function table_of_contents(blocks)
  local entries = pandoc.List()
  for _, block in ipairs(blocks) do
    if block.t == 'Header' and block.level > 1 and block.level <= input.toc_depth
      and block.identifier ~= '' and not block.classes:includes('unlisted') then
      local words = block.content:walk {
        Note = function() return {} end,
        Link = function(link) return link.content end,
      }
      entries:insert { id = block.identifier, level = block.level, html = html_of(words) }
    end
  end
  return entries
end

local function code_cell(block)
  if not block.classes:includes('cell-code') then return nil end
  local summary = block.attributes['code-summary']
  local fold = block.attributes['code-fold']
  block.attributes['code-summary'], block.attributes['code-fold'] = nil, nil
  if not fold then return nil end
  local opening = fold == 'show' and '<details open class="code-fold">' or '<details class="code-fold">'
  return {
    pandoc.RawBlock('html', opening .. '<summary>'),
    pandoc.Plain { pandoc.Str(summary or labels.code) },
    pandoc.RawBlock('html', '</summary>'),
    block,
    pandoc.RawBlock('html', '</details>'),
  }
end

-- A Markdown table gets Bootstrap's class and a box to scroll in on a narrow screen.
local function markdown_table(tbl)
  tbl.classes:insert('table')
  local attributes = { tabindex = '0', role = 'group', ['aria-label'] = labels.table_region }
  return pandoc.Div({ tbl }, pandoc.Attr('', { 'table-scroll' }, attributes)), false
end

local document = pandoc.read(input.markdown, input.reader)
document = floats.resolve(document, labels, inlines_of, warnings)
document = document:walk { CodeBlock = code_cell }
document = document:walk { traverse = 'topdown', Table = markdown_table }
document = document:walk { Div = callouts.render(labels, inlines_of) }
document = document:walk(tabsets.filter())

local title = input.title and inlines_of(input.title)
if not title then
  -- Quarto takes a leading first-level heading for the title of a page that states none.
  local first = document.blocks[1]
  if first and first.t == 'Header' and first.level == 1 then
    title = first.content
    document.blocks:remove(1)
  end
end

local result = {
  body = pandoc.write(document, 'html5', WRITER),
  title = title and html_of(title) or '',
  plain_title = title and pandoc.utils.stringify(title) or '',
  subtitle = input.subtitle and html_of(inlines_of(input.subtitle)) or '',
  description = input.description and html_of(inlines_of(input.description)) or '',
  toc = table_of_contents(document.blocks),
  warnings = warnings,
}
io.write(pandoc.json.encode(result))
