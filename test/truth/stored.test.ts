import { describe, expect, it } from "vitest"
import { exists, filesUnder, lacks, read } from "./source.ts"

/** What was once stored can be read for good: `test/stored` holds events as earlier releases wrote them. */
interface Sample {
  readonly type: string
  readonly version: number
  readonly payload: unknown
}

interface Codec {
  readonly version: number
  readonly decode: (version: number, stored: unknown) => unknown
  readonly encode: (event: never) => unknown
}

const samples: ReadonlyArray<Sample & { readonly file: string }> = filesUnder("test/stored", ".json").flatMap(
  (file) => {
    const held: Sample | ReadonlyArray<Sample> = JSON.parse(read(file))
    return (Array.isArray(held) ? held : [held]).map((sample: Sample) => ({ ...sample, file }))
  }
)

describe("stored events stay readable", async () => {
  const module = "../../src/schema.ts"
  const { eventCodecs = {} }: { readonly eventCodecs?: Readonly<Record<string, Codec>> } = exists("src/schema.ts")
    ? await import(/* @vite-ignore */ module)
    : {}

  it("there are codecs", () => {
    lacks("missing", Object.keys(eventCodecs).length === 0 ? ["`eventCodecs` of src/schema.ts"] : [])
  })

  it("each type of event has a sample of its present version", () => {
    const held = new Set(samples.map(({ type, version }) => `${type} ${version}`))
    lacks(
      "types without a sample in test/stored",
      Object.entries(eventCodecs)
        .filter(([type, { version }]) => !held.has(`${type} ${version}`))
        .map(([type, { version }]) => `${type}, version ${version}`)
    )
  })

  it("no sample is of a type that is gone, or newer than its codec", () => {
    lacks(
      "samples nobody can read",
      samples
        .filter(({ type, version }) => !(version <= (eventCodecs[type]?.version ?? -1)))
        .map(({ file, type, version }) => `${file}: ${type}, version ${version}`)
    )
  })

  for (const [index, { file, type, version, payload }] of samples.entries()) {
    const codec = eventCodecs[type]
    it.skipIf(codec === undefined)(`${type}, version ${version} (${file}, ${index + 1})`, () => {
      const event = codec!.decode(version, payload)
      expect(event).toMatchObject({ _tag: type.slice(type.lastIndexOf("/") + 1) })
      const written = JSON.parse(JSON.stringify(codec!.encode(event as never)))
      expect(codec!.decode(codec!.version, written)).toEqual(event)
      if (version === codec!.version) expect(written).toEqual(payload)
    })
  }
})
