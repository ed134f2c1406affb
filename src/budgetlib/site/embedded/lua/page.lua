-- Turns the Markdown of one page into the parts of a web page, the way Quarto does it.

local callouts = require 'callouts'
local floats = require 'floats'
local tabsets = require 'tabsets'

local page = {}

local WRITER = pandoc.WriterOptions {
  section_divs = true,
  wrap_text = 'none',
  html_math_method = 'plain',
}

-- Each of several lines of text as HTML. All are written at once: a call of the writer costs more than a line.
local function html_of(lines)
  local separator = '\u{1f}'
  local blocks = pandoc.Blocks {}
  for _, inlines in ipairs(lines) do
    blocks:insert(pandoc.Plain(inlines))
    blocks:insert(pandoc.RawBlock('html', separator))
  end
  local written = pandoc.write(pandoc.Pandoc(blocks), 'html5', WRITER)
  local parts = pandoc.List()
  for part in written:gmatch('([^' .. separator .. ']*)' .. separator) do
    parts:insert((part:gsub('^%s+', ''):gsub('%s+$', '')))
  end
  return parts
end

-- Headings inside divs (tabs, callouts, grids) don't belong into the table of contents, as in Quarto.
local function table_of_contents(blocks, depth)
  local entries, headings = pandoc.List(), pandoc.List()
  for _, block in ipairs(blocks) do
    if block.t == 'Header' and block.level > 1 and block.level <= depth
      and block.identifier ~= '' and not block.classes:includes('unlisted') then
      local words = block.content:walk {
        Note = function() return {} end,
        Link = function(link) return link.content end,
      }
      entries:insert { id = block.identifier, level = block.level }
      headings:insert(words)
    end
  end
  return entries, headings
end

local function folded_code(labels)
  return function(block)
    local fold = block.attributes['code-fold']
    if not fold then return nil end
    local summary = block.attributes['code-summary'] or labels.code
    block.attributes['code-summary'], block.attributes['code-fold'] = nil, nil
    local opening = fold == 'show' and '<details open class="code-fold">' or '<details class="code-fold">'
    return {
      pandoc.RawBlock('html', opening .. '<summary>'),
      pandoc.Plain { pandoc.Str(summary) },
      pandoc.RawBlock('html', '</summary>'),
      block,
      pandoc.RawBlock('html', '</details>'),
    }
  end
end

-- A Markdown table gets Bootstrap's class and a box to scroll in on a narrow screen.
local function boxed_table(labels)
  return function(tbl)
    tbl.classes:insert('table')
    local attributes = { tabindex = '0', role = 'group', ['aria-label'] = labels.table_region }
    return pandoc.Div({ tbl }, pandoc.Attr('', { 'table-scroll' }, attributes)), false
  end
end

-- Quarto takes a leading first-level heading for the title of a page that states none.
local function take_title(document)
  local first = document.blocks[1]
  if not first or first.t ~= 'Header' or first.level ~= 1 then return nil end
  document.blocks:remove(1)
  return first.content
end

-- Converts a page. `input` is a table with
--   markdown   text of the page, executed cells included (see cells.py)
--   reader     name of Pandoc's reader with its extensions
--   labels     words the renderer adds (图, 表, 代码, titles of callouts)
--   title, subtitle, description   Markdown, may be missing
--   toc_depth  deepest heading level in the table of contents
-- The result has
--   body, title, subtitle, description   HTML
--   plain_title                          text for <title>
--   toc        list of {id, level, html}
--   warnings   list of sentences
function page.convert(input)
  local labels = input.labels
  local warnings = pandoc.List()
  local function inlines_of(markdown)
    return pandoc.utils.blocks_to_inlines(pandoc.read(markdown, input.reader).blocks)
  end

  local document = pandoc.read(input.markdown, input.reader)
  document = floats.resolve(document, labels, inlines_of, warnings)
  document = document:walk { CodeBlock = folded_code(labels) }
  document = document:walk { traverse = 'topdown', Table = boxed_table(labels) }
  document = document:walk { Div = callouts.render(labels, inlines_of) }
  document = document:walk(tabsets.filter())

  local title = input.title and inlines_of(input.title) or take_title(document)
  local toc, lines = table_of_contents(document.blocks, input.toc_depth)
  lines:insert(title or {})
  lines:insert(input.subtitle and inlines_of(input.subtitle) or {})
  lines:insert(input.description and inlines_of(input.description) or {})
  local written = html_of(lines)
  for index, entry in ipairs(toc) do
    entry.html = written[index]
  end

  return {
    body = pandoc.write(document, 'html5', WRITER),
    title = written[#toc + 1],
    subtitle = written[#toc + 2],
    description = written[#toc + 3],
    plain_title = title and pandoc.utils.stringify(title) or '',
    toc = toc,
    warnings = warnings,
  }
end

return page
