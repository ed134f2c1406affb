-- `::: {.panel-tabset}`: headings of the first level inside become tabs, with the ARIA roles of tabs.

local tabsets = {}

local function tabs_of(div)
  local level
  local tabs = pandoc.List()
  local before = pandoc.List()
  for _, block in ipairs(div.content) do
    if block.t == 'Header' and (level == nil or block.level == level) then
      level = block.level
      tabs:insert { title = block.content, content = pandoc.List() }
    elseif #tabs == 0 then
      before:insert(block)
    else
      tabs[#tabs].content:insert(block)
    end
  end
  return tabs, before
end

local function tab_link(tab, id, active)
  return {
    pandoc.RawBlock('html', '<li class="nav-item" role="presentation">'),
    pandoc.Plain {
      pandoc.Link(tab.title, '#' .. id, '', pandoc.Attr(id .. '-tab', { 'nav-link', active and 'active' or nil }, {
        { 'role', 'tab' },
        { 'aria-controls', id },
        { 'aria-selected', tostring(active) },
      })),
    },
    pandoc.RawBlock('html', '</li>'),
  }
end

local function tab_pane(tab, id, active)
  local attributes = { { 'role', 'tabpanel' }, { 'aria-labelledby', id .. '-tab' } }
  return pandoc.Div(tab.content, pandoc.Attr(id, { 'tab-pane', active and 'active' or nil }, attributes))
end

-- Works from the outside inwards, so that tab sets are numbered in reading order.
function tabsets.filter()
  local count = 0
  return {
    traverse = 'topdown',
    Div = function(div)
      if not div.classes:includes('panel-tabset') then return nil end
      local tabs, before = tabs_of(div)
      if #tabs == 0 then return nil end
      count = count + 1
      local list = pandoc.List { pandoc.RawBlock('html', '<ul class="nav nav-tabs" role="tablist">') }
      local panes = pandoc.List()
      for number, tab in ipairs(tabs) do
        local id = string.format('tabset-%d-%d', count, number)
        list:extend(tab_link(tab, id, number == 1))
        panes:insert(tab_pane(tab, id, number == 1))
      end
      list:insert(pandoc.RawBlock('html', '</ul>'))
      div.content = before .. list .. { pandoc.Div(panes, pandoc.Attr('', { 'tab-content' })) }
      return div
    end,
  }
end

return tabsets
