-- Numbered figures and tables (`fig-…`, `tbl-…`) and the references to them (`@fig-…`).
--
-- A float is one of: an executed cell with a label, an image with a caption and an id, a Markdown table with
-- an id, a div with an id whose last paragraph is the caption.

local floats = {}

local function kind_of(id)
  local kind = id:match('^(%a+)%-[^%s"<>&]+$')
  return (kind == 'fig' or kind == 'tbl') and kind or nil
end

local function take(element, name)
  local value = element.attributes[name]
  element.attributes[name] = nil
  return value
end

local function numbered(words, caption, delimiter)
  local inlines = pandoc.Inlines { pandoc.Str(words) }
  if #caption > 0 then
    inlines:insert(pandoc.Str(delimiter))
    inlines:insert(pandoc.Space())
    inlines:extend(caption)
  end
  return inlines
end

-- The figure element around what is captioned; the caption of a table stands above it.
local function figure(kind, id, caption, content)
  local place = kind == 'tbl' and 'top' or 'bottom'
  local caption_id = id ~= '' and id .. '-caption' or nil
  local opening = string.format(
    '<figcaption class="quarto-float-caption-%s quarto-float-caption quarto-float-%s"%s>',
    place, kind, caption_id and string.format(' id="%s"', caption_id) or ''
  )
  local captioned = pandoc.List()
  if #caption > 0 then
    captioned = pandoc.List {
      pandoc.RawBlock('html', opening),
      pandoc.Plain(caption),
      pandoc.RawBlock('html', '</figcaption>'),
    }
  end
  local described = caption_id and #caption > 0 and { { 'aria-describedby', caption_id } } or {}
  local inner = pandoc.List { pandoc.Div(content, pandoc.Attr('', {}, described)) }
  local parts = kind == 'tbl' and captioned .. inner or inner .. captioned
  return pandoc.Div(
    pandoc.List { pandoc.RawBlock('html', string.format('<figure class="quarto-float quarto-float-%s figure">', kind)) }
      .. parts
      .. { pandoc.RawBlock('html', '</figure>') },
    pandoc.Attr(id, { 'quarto-float', 'quarto-figure', 'quarto-figure-center', 'anchored' })
  )
end

-- Images lose the paragraph around them and get the classes and the text alternative that Quarto gives them.
local function figure_images(blocks, alt)
  return pandoc.Blocks(blocks):walk {
    Image = function(image)
      image.classes:extend { 'img-fluid', 'figure-img' }
      image.attributes.alt = take(image, 'fig-alt') or alt
        or pandoc.utils.stringify(image.caption)
      return image
    end,
    Para = function(para)
      if #para.content == 1 and para.content[1].t == 'Image' then return pandoc.Plain(para.content) end
      return nil
    end,
  }
end

local function has_image(block)
  local found = false
  pandoc.Blocks({ block }):walk { Image = function() found = true end }
  return found
end

local Resolver = {}
Resolver.__index = Resolver

function Resolver:caption(id, inlines)
  local kind = kind_of(id)
  if not kind then return inlines end
  if self.numbers[id] then
    self.warnings:insert('the label ' .. id .. ' is used more than once')
  end
  self.counts[kind] = self.counts[kind] + 1
  self.numbers[id] = self.labels[kind] .. '\u{a0}' .. self.counts[kind]
  return numbered(self.numbers[id], inlines, self.labels.title_delimiter)
end

-- An executed cell: `label`, `fig-cap` and `tbl-cap` come as attributes (see cells.py).
function Resolver:cell(div)
  local label = take(div, 'label') or ''
  local figure_caption, table_caption = take(div, 'fig-cap'), take(div, 'tbl-cap')
  local alt = take(div, 'fig-alt')
  local kind = kind_of(label)
  if kind == 'tbl' or (not kind and table_caption) then
    local caption = table_caption and self.inlines_of(table_caption) or pandoc.Inlines {}
    local code, outputs = pandoc.List(), pandoc.List()
    for _, block in ipairs(div.content) do
      (block.t == 'CodeBlock' and code or outputs):insert(block)
    end
    div.content = code .. { figure('tbl', label, self:caption(label, caption), outputs) }
    return div
  end
  local waiting = kind == 'fig' or figure_caption ~= nil
  for index, block in ipairs(div.content) do
    if block.t == 'Div' and has_image(block) then
      block.content = figure_images(block.content, alt)
      if waiting then
        local caption = figure_caption and self.inlines_of(figure_caption) or pandoc.Inlines {}
        block.content = { figure('fig', label, self:caption(label, caption), block.content) }
        waiting = false
      end
      div.content[index] = block
    end
  end
  if waiting and kind == 'fig' then
    -- no image: the label belongs to whatever the cell shows
    local caption = figure_caption and self.inlines_of(figure_caption) or pandoc.Inlines {}
    div.content = { figure('fig', label, self:caption(label, caption), div.content) }
  end
  return div
end

-- `::: {#fig-x}` … caption `:::`
function Resolver:labelled_div(div)
  local content = pandoc.List(div.content)
  local caption = pandoc.Inlines {}
  local last = content[#content]
  if last and last.t == 'Para' and #content > 1 then
    caption = last.content
    content:remove(#content)
  end
  local kind = kind_of(div.identifier)
  return figure(kind, div.identifier, self:caption(div.identifier, caption), figure_images(content))
end

function Resolver:labelled_figure(fig)
  local caption = pandoc.utils.blocks_to_inlines(fig.caption.long)
  local content = figure_images(fig.content)
  return figure('fig', fig.identifier, self:caption(fig.identifier, caption), content)
end

function Resolver:labelled_table(tbl)
  local caption = pandoc.utils.blocks_to_inlines(tbl.caption.long)
  local id = tbl.identifier
  tbl.identifier = ''
  tbl.caption = { long = {} }
  return figure('tbl', id, self:caption(id, caption), { tbl })
end

function Resolver:reference(cite)
  local parts = pandoc.Inlines {}
  for index, citation in ipairs(cite.citations) do
    if not kind_of(citation.id) then return cite.content end
    if index > 1 then parts:insert(pandoc.Str('、')) end
    local words = self.numbers[citation.id]
    if words then
      parts:insert(pandoc.Link({ pandoc.Str(words) }, '#' .. citation.id, '', pandoc.Attr('', { 'quarto-xref' })))
    else
      self.warnings:insert('nothing on the page has the label ' .. citation.id)
      parts:insert(pandoc.Strong { pandoc.Str('?@' .. citation.id) })
    end
  end
  return parts
end

-- The document with its floats captioned and numbered in reading order, and references linked to them.
function floats.resolve(document, labels, inlines_of, warnings)
  local resolver = setmetatable({
    labels = labels, inlines_of = inlines_of, warnings = warnings, numbers = {}, counts = { fig = 0, tbl = 0 },
  }, Resolver)
  document = document:walk {
    traverse = 'topdown',
    Div = function(div)
      if div.classes:includes('quarto-float') then return nil, false end
      if div.classes:includes('cell') then return resolver:cell(div) end
      if kind_of(div.identifier) then return resolver:labelled_div(div), false end
      return nil
    end,
    Figure = function(fig)
      return resolver:labelled_figure(fig), false
    end,
    Table = function(tbl)
      if kind_of(tbl.identifier) ~= 'tbl' then return nil end
      return resolver:labelled_table(tbl), false
    end,
  }
  return document:walk { Cite = function(cite) return resolver:reference(cite) end }
end

return floats
