/** `npm run demo`: plays the story, checks every answer against what was expected, and tells it. */
import { writeFileSync } from "node:fs"
import { fileURLToPath } from "node:url"
import { holds } from "./check.ts"
import { run } from "./demo.ts"
import { page } from "./html.ts"
import { coloured, plain } from "./lines.ts"
import { tell } from "./terminal.ts"

const folder = fileURLToPath(new URL("out/", import.meta.url))
const { findings, checked, recorded } = await run(folder).catch((fault: Error) => {
  console.error(`The story can't be played: ${fault.message}`)
  console.error(`If ${folder} was written by another version of it, remove that folder and run it again.`)
  process.exit(1)
})
const paint = process.stdout.isTTY && process.env["NO_COLOR"] === undefined ? coloured : plain

console.log(
  recorded === 0
    ? "Nothing new was recorded: the whole story is already so."
    : `${recorded} events were recorded. Run it again: none of it will happen twice.`
)
console.log(tell(findings, checked, paint))
writeFileSync(`${folder}timeline.html`, page(findings, checked))
console.log(`\nThe same as a page: examples/demo/out/timeline.html`)
process.exitCode = checked.every(holds) ? 0 : 1
