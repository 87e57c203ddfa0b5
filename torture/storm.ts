/** Four processes with sixteen writers each, all on one stream. */
import { openElsewhere, quarrel } from "goodfaith/testing"
import { begin } from "./commands.ts"
import { judging } from "./judge.ts"
import { type Kind, open, openAll, somewhere, subjectAt } from "./places.ts"
import type { Row } from "./tally.ts"
import { startWriting } from "./writing.ts"

const processes = 4
const writers = 16

/** Through journals: nobody may be refused or given up because others were faster. */
export const journalStorm = (kind: Kind): Row => ({
  name: `storm of journals, ${kind}`,
  run: (tally, { rounds }) =>
    somewhere(kind, async (where) => {
      const judge = judging(tally)
      const first = await openAll(where)
      await begin(first.gf)
      await first.close()
      const all = Array.from({ length: processes }, startWriting)
      await Promise.all(
        all.map((writing, index) =>
          writing.begin({
            where,
            name: `p${index}`,
            writers,
            over: "one stream",
            client: "c0",
            commands: Math.max(1, Math.round(rounds / 5))
          })
        )
      )
      await Promise.all(all.map(({ done }) => done))
      const heard = await Promise.all(all.map(({ kill }) => kill()))
      for (const why of heard.flatMap(({ failed }) => failed))
        tally.broke("other", `in the storm somebody was given up: ${why}`)
      const opened = await openAll(where)
      await judge.round(
        opened,
        heard.flatMap(({ attempts }) => attempts)
      )
      await judge.end(opened)
      await opened.close()
    })
})

/** Right at the store: lists of guarded events, of which most come too late and say so. */
export const storeStorm = (kind: Kind): Row => ({
  name: `storm of appends, ${kind}`,
  run: (tally, { rounds, seed }) =>
    somewhere(kind, async (where) => {
      const { elsewhere } = await subjectAt(where).place()
      const reader = await open(elsewhere!.argument)
      const stores = await Promise.all(Array.from({ length: processes }, () => openElsewhere(elsewhere!)))
      try {
        const lists = Math.max(1, Math.round(rounds / 10))
        const { answers, flaws } = await quarrel(stores, reader, { writers, lists, streams: 1, seed })
        tally.rounds = 1
        tally.sent = Object.values(answers).reduce((sum, count) => sum + count, 0)
        tally.acknowledged = (answers["Appended"] ?? 0) + (answers["Replayed"] ?? 0)
        if (tally.acknowledged === 0) tally.broke("other", "nobody got anything done in the storm")
        for (const { law, sentence } of flaws)
          tally.broke(law === "receipt" ? "lost" : law === "once" || law === "refused" ? "repeated" : "torn", sentence)
      } finally {
        await Promise.all([reader, ...stores].map((store) => store.close()))
      }
    })
})
