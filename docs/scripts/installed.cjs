// The docs are a package of their own: say so to whoever has not installed it.
const { existsSync } = require("node:fs")
if (!existsSync(`${__dirname}/../node_modules/vitepress`)) {
  process.stderr.write(
    "The docs have packages of their own, and they are not installed: run `npm ci --prefix docs` first.\n"
  )
  process.exit(1)
}
