/**
 * The API pages, from the types and their comments: `node docs/pages/reference.mjs`, into docs/reference/api, which is not committed.
 *
 * typedoc wants an older TypeScript than the library, so it is a package of the docs, and this is no TypeScript: the library's own check
 * reads it not. With `--if-missing` pages that are there are left alone.
 */
import { existsSync, readFileSync, rmSync } from "node:fs"
import { fileURLToPath } from "node:url"

const root = fileURLToPath(new URL("../..", import.meta.url))
const out = `${root}docs/reference/api`
if (process.argv.includes("--if-missing") && existsSync(out)) process.exit()

const { Application, ArrayType, Converter, ReflectionKind, RestType, TSConfigReader } = await import("typedoc")
const { ElementFlags } = (await import("typescript")).default
const { exports } = JSON.parse(readFileSync(`${root}package.json`, "utf8"))
const sources = Object.values(exports).flatMap((to) =>
  typeof to === "string" ? [] : [root + to["@goodfaith/source"].slice(2)]
)

rmSync(out, { recursive: true, force: true })
const app = await Application.bootstrapWithPlugins(
  {
    entryPoints: sources,
    out,
    tsconfig: `${root}tsconfig.json`,
    plugin: ["typedoc-plugin-markdown"],
    // `npm run check` has looked for errors, with the compiler that the library is written for.
    skipErrorChecking: true,
    disableSources: true,
    excludePrivate: true,
    router: "module",
    readme: "none",
    logLevel: "Warn",
    validation: { notExported: false, invalidLink: true, notDocumented: false },
    entryFileName: "index",
    hidePageHeader: true,
    hideBreadcrumbs: true,
    interfacePropertiesFormat: "table",
    typeAliasPropertiesFormat: "table",
    parametersFormat: "table",
    tableColumnSettings: {
      hideInherited: true,
      hideModifiers: true,
      hideDefaults: true,
      hideOverrides: true,
      hideSources: true
    },
    sanitizeComments: true
  },
  [new TSConfigReader()]
)

// typedoc forgets what is repeated in a `readonly` tuple: of `readonly [Reason, ...Reason[]]` it makes a pair. It asks the checker for the
// elements and converts one after the other; here those that are repeated are told as that.
app.converter.on(Converter.EVENT_BEGIN, ({ programs }) => {
  for (const checker of programs.map((program) => program.getTypeChecker())) {
    const elementsOf = checker.getTypeArguments
    checker.getTypeArguments = (type) => {
      const elements = elementsOf(type)
      const { elementFlags, readonly } = type.target
      const isRepeated = (at) => (elementFlags[at] & ElementFlags.Variable) !== 0
      if (readonly !== true || !elementFlags?.some((_, at) => isRepeated(at))) return elements
      const map = (convert) =>
        elements.map((element, at) =>
          isRepeated(at) ? new RestType(new ArrayType(convert(element))) : convert(element)
        )
      return Object.assign([...elements], { map })
    }
  }
})
const project = await app.convert()
if (project === undefined) throw new Error("typedoc could not read the sources: what it says stands above")
for (const entry of project.getChildrenByKind(ReflectionKind.Module))
  if (entry.name === "index") entry.name = "goodfaith"
await app.generateOutputs(project)
if (app.logger.hasErrors()) process.exit(1)
