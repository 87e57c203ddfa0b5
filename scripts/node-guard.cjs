// Runs before the demo, the tests, the build, … on any Node there is, however old: so no syntax after ES5.
// It says what is so, what was expected and what helps, in place of a syntax error somewhere in the middle.
var wanted = [22, 19]
var here = process.versions.node.split(".")
var major = Number(here[0])
var minor = Number(here[1])

if (major < wanted[0] || (major === wanted[0] && minor < wanted[1])) {
  console.error(
    [
      "",
      "  This is Node " + process.versions.node + "; goodfaith needs Node " + wanted.join(".") + " or newer.",
      "",
      "  You need not install one: `npm ci` brings the right Node along, as the package `node`, and",
      "  whatever is started through npm (`npm test`, `npm run demo`) finds it.",
      "",
      "  If you did start it through npm, that package could not fetch Node. Then this helps:",
      "    npm rebuild node      when packages were installed with `--ignore-scripts`",
      "    npm ci                when they were not installed, or only half",
      ""
    ].join("\n")
  )
  process.exit(1)
}
