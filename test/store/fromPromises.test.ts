/** A store from six questions says which question was answered wrongly, and in which words. */
import { describe, expect, it } from "vitest"
import { fromPromises, type Questions, StoreFault } from "goodfaith/store"

const questions: Questions = {
  epoch: "a",
  receipt: async () => undefined,
  revision: async () => -1,
  stream: async () => [],
  all: async () => [],
  keep: async () => 1
}
const request = { stream: "guestbook/lobby", expected: -1, commandId: "c1", fingerprint: "f", events: ["1"] } as const
const faultOf = async (
  of: Partial<Questions>,
  ask = (store: ReturnType<typeof fromPromises>): Promise<unknown> => store.append([request])
) => {
  const fault: unknown = await ask(fromPromises({ ...questions, ...of })).catch((cause: unknown) => cause)
  expect(fault).toBeInstanceOf(StoreFault)
  return (fault as StoreFault).message
}

describe("a question that is answered wrongly is named", () => {
  it("`keep`, when it answers no place", async () => {
    for (const place of [undefined, 0, 1.5, "7", Number.NaN])
      expect(await faultOf({ keep: async () => place as number })).toBe(
        `\`keep\` answers the place of the last event, a whole number from 1, not \`${place}\``
      )
  })

  it("`transaction`, when it forgets what `work` answered", async () => {
    const forgetting = async (work: (log: Questions) => Promise<unknown>) => void (await work(questions))
    expect(await faultOf({ transaction: forgetting as Questions["transaction"] & {} })).toBe(
      "`transaction` answers what `work` answered, and answered something else"
    )
  })

  it("a row whose numbers are texts, as drivers give them", async () => {
    const row = { stream: "guestbook/lobby", revision: "0" as never, place: "1" as never, text: "1" } as const
    expect(await faultOf({ all: async () => [row] }, (store) => store.readAll())).toBe(
      "revision and place are numbers, and those of an event of `guestbook/lobby` are a string and a string"
    )
  })

  it("an epoch that can't stand in a position", () => {
    expect(() => fromPromises({ ...questions, epoch: "A.1" })).toThrow(
      "an epoch is made of small letters, digits and `-`"
    )
  })

  it("anything that it throws is the cause of the fault", async () => {
    expect(
      await faultOf({
        revision: async () => {
          throw new Error("the disk is gone")
        }
      })
    ).toBe("the store failed: the disk is gone")
  })
})

it("a command that is not known may be `null`, as in many databases", async () => {
  expect(await fromPromises({ ...questions, receipt: async () => null }).append([request])).toMatchObject([
    { _tag: "Appended" }
  ])
})

it("closing waits for what was asked before, closes once, and refuses what is asked after", async () => {
  const told: Array<string> = []
  let goOn = (): void => {}
  const waiting = new Promise<void>((resolve) => (goOn = resolve))
  const store = fromPromises({
    ...questions,
    keep: async () => {
      await waiting
      told.push("kept")
      return 1
    },
    close: async () => void told.push("closed")
  })
  const appending = store.append([request])
  const closing = [store.close(), store.close()]
  await expect(store.revision("guestbook/lobby")).rejects.toMatchObject({ kind: "closed" })
  goOn()
  await Promise.all(closing)
  expect((await appending)[0]?._tag).toBe("Appended")
  expect(told).toEqual(["kept", "closed"])
})
