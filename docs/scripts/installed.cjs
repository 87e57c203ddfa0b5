// The docs are a package of their own: say so to whoever has not installed it, or not since it changed.
const { existsSync, readFileSync } = require("node:fs")
const docs = `${__dirname}/..`
const read = (path) => JSON.parse(readFileSync(path, "utf8"))
const { dependencies = {}, devDependencies = {} } = read(`${docs}/package.json`)
const missing = Object.entries({ ...dependencies, ...devDependencies }).filter(([name, version]) => {
  const found = `${docs}/node_modules/${name}/package.json`
  return !existsSync(found) || read(found).version !== version
})
if (missing.length > 0) {
  const names = missing.map(([name, version]) => `${name} ${version}`).join(", ")
  process.stderr.write(
    `The docs have packages of their own, and not all are installed (${names}): run \`npm ci --prefix docs\` first.\n`
  )
  process.exit(1)
}
