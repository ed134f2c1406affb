-- Converts one page after the other: a JSON request per line on standard input, a JSON answer per line on standard
-- output (both described in page.lua). Run as `pandoc lua main.lua`; ends when its input ends.
--
-- One process for many pages, because starting Pandoc takes several times longer than converting a page.

package.path = pandoc.path.join({ pandoc.path.directory(arg[0]), '?.lua' }) .. ';' .. package.path

local page = require 'page'

for line in io.lines() do
  local fine, answer = pcall(page.convert, pandoc.json.decode(line, false))
  if not fine then
    answer = { error = tostring(answer):match('^[^\n]*') }
  end
  io.write(pandoc.json.encode(answer), '\n')
  io.flush()
end
