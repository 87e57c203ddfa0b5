/** The clock goes back, jumps and stands still, another one in each journal. */
import { ask, begin, nextOf } from "./commands.ts"
import { judging } from "./judge.ts"
import { type Kind, openAll, somewhere } from "./places.ts"
import { chanceOf, type Row } from "./tally.ts"
import type { Attempt } from "./writing.ts"

const day = 24 * 60 * 60 * 1000

export const clockJumps = (kind: Kind): Row => {
  const name = `clock going back, ${kind}`
  return {
    name,
    run: (tally, effort) =>
      somewhere(kind, async (where) => {
        const judge = judging(tally)
        const journals = []
        for (let index = 0; index < 3; index++) {
          const { between, onceIn } = chanceOf(`${name} ${index}`, effort)
          let now = Date.now()
          const clock = (): number =>
            onceIn(50)
              ? (now = Date.now() + between(-3650, 3650) * day)
              : (now += onceIn(3) ? -between(0, 5000) : between(0, 1000))
          journals.push(await openAll(where, clock))
        }
        await begin(journals[0]!.gf)
        const commands = effort.rounds
        const attempts: Array<Attempt> = []
        await Promise.all(
          journals.flatMap(({ gf }, index) =>
            Array.from({ length: 16 }, async (_, number) => {
              for (let count = 0; count < commands; count++) {
                const said = nextOf({ name: `j${index}`, over: "many streams", number, client: "c0" }, count)
                attempts.push({ said, outcome: await ask(gf, said) })
              }
            })
          )
        )
        await judge.round(journals[0]!, attempts)
        await judge.end(journals[1]!)
        for (const { close } of journals) await close()
      })
  }
}
