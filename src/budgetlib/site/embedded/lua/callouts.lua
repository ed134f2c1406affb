-- `::: {.callout-note}` and its kin, with the structure and class names of Quarto's HTML.

local callouts = {}

local KINDS = { note = true, tip = true, warning = true, important = true, caution = true }

local function kind_of(div)
  for _, class in ipairs(div.classes) do
    local kind = class:match('^callout%-(%a+)$')
    if kind and KINDS[kind] then return kind end
  end
  return nil
end

-- The title is the attribute `title`, else a heading that comes first, else the name of the kind.
local function title_of(div, kind, labels, inlines_of)
  local given = div.attributes.title
  if given then
    div.attributes.title = nil
    return inlines_of(given)
  end
  local first = div.content[1]
  if first and first.t == 'Header' then
    div.content:remove(1)
    return first.content
  end
  return pandoc.Inlines { pandoc.Str(labels['callout_' .. kind]) }
end

local function take(div, name)
  local value = div.attributes[name]
  div.attributes[name] = nil
  return value
end

-- The function for `Div` in a filter.
function callouts.render(labels, inlines_of)
  return function(div)
    local kind = kind_of(div)
    if not kind then return nil end
    local title = title_of(div, kind, labels, inlines_of)
    local collapse = take(div, 'collapse')
    local appearance = take(div, 'appearance') or 'default'
    local without_icon = take(div, 'icon') == 'false' or appearance == 'minimal'
    div.classes:insert(1, 'callout')
    div.classes:insert('callout-style-' .. (appearance == 'minimal' and 'simple' or appearance))
    div.classes:insert('callout-titled')
    if without_icon then div.classes:insert('no-icon') end
    local icon = pandoc.Div(
      { pandoc.RawBlock('html', '<i class="callout-icon" aria-hidden="true"></i>') },
      pandoc.Attr('', { 'callout-icon-container' })
    )
    local heading = pandoc.Div({ pandoc.Plain(title) }, pandoc.Attr('', { 'callout-title-container', 'flex-fill' }))
    local body = pandoc.Div(div.content, pandoc.Attr('', { 'callout-body-container', 'callout-body' }))
    if collapse then
      div.content = {
        pandoc.RawBlock('html', collapse == 'false' and '<details open>' or '<details>'),
        pandoc.RawBlock('html', '<summary class="callout-header d-flex align-content-center">'),
        icon,
        heading,
        pandoc.RawBlock('html', '</summary>'),
        body,
        pandoc.RawBlock('html', '</details>'),
      }
    else
      local header = pandoc.Div({ icon, heading }, pandoc.Attr('', { 'callout-header', 'd-flex', 'align-content-center' }))
      div.content = { header, body }
    end
    return div
  end
end

return callouts
