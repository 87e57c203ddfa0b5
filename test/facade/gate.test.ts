import { memory } from "goodfaith/memory"
import { type Goodfaith, open, type Outcome } from "goodfaith/promise"
import { commercial } from "goodfaith/terms/ready"
import { sentence } from "goodfaith/schema"
import { describe, expect, it } from "vitest"
import { engagement } from "../scenario.ts"
import { announcing, done, host, place, sending, signing } from "./host.ts"

const question = { engagement: "aws-eu", client: "c42", use: { product: "sign" }, at: "2026-06-10T00:00:00Z" }

/** A client that was told in time: the gate is open on 10 June. */
const told = async () => {
  const { opened } = place()
  const gf = await opened()
  const says = host(gf)
  await says.publishes()
  await says.signs("c42")
  await says.announces()
  await says.binds()
  await gf.react()
  await says.sends("c42")
  return { gf, says, opened }
}

describe("No gate opens by absence of facts", () => {
  it("is open for a client that was told in time, for its product and for all that it uses", async () => {
    const { gf } = await told()
    expect(await gf.gate(question)).toMatchObject({ answer: "open" })
    const { use: _, ...forAll } = question
    expect(await gf.gate(forAll)).toMatchObject({ answer: "open" })
  })

  it("without any listing it is shut", async () => {
    const gf = await open({ store: memory() })
    const gate = await gf.gate(question)
    expect([gate.answer, gate.because[0].clause.quote]).toEqual([
      "shut",
      "The gate stays shut while a fact that it needs is not at hand."
    ])
  })

  it("for a listing that nobody has opened it is shut, and says where it looked", async () => {
    const { gf } = await told()
    const gate = await gf.gate({ ...question, listing: "other" })
    expect(gate).toMatchObject({
      answer: "shut",
      because: [{ clause: { id: "gate.on-the-listing" }, absent: [{ stream: "listing/other", upTo: -1 }] }, {}]
    })
  })

  it("for an engagement that nobody has listed it is shut", async () => {
    const { gf } = await told()
    const gate = await gf.gate({ ...question, engagement: "gcp-eu" })
    expect([gate.answer, gate.because[0].clause.quote]).toEqual([
      "shut",
      "What does not stand on the listing may not handle anybody's data."
    ])
  })

  it("for a client that nobody knows it is not governed, which is not open", async () => {
    const { gf } = await told()
    const gate = await gf.gate({ ...question, client: "c99" })
    expect([gate.answer, gate.because[0].clause.id, gate.because[0].absent]).toEqual([
      "notGoverned",
      "gate.agreement-in-force",
      [{ stream: "client/c99", upTo: -1 }]
    ])
  })

  it("with two listings it is shut until the question says which", async () => {
    const { gf, says } = await told()
    await done(
      gf.listing("second").do(
        {
          _tag: "OpenListing",
          listing: "second",
          title: "Others",
          vendor: "Acme",
          zone: "Europe/Amsterdam",
          scope: "all",
          at: signing
        },
        says.by()
      )
    )
    const gate = await gf.gate(question)
    expect([gate.answer, gate.because[0].clause.id]).toEqual(["shut", "gate.facts-at-hand"])
    expect(await gf.gate({ ...question, listing: "main" })).toMatchObject({ answer: "open" })
    const of = { engagement: "aws-eu", client: "c42" }
    expect((await gf.facts(of)).listing).toBeUndefined()
    expect((await gf.facts({ ...of, listing: "main" })).listing).toMatchObject({ stream: "listing/main" })
    await done(
      gf
        .consultation("chg-7", "c42")
        .do(
          { _tag: "RecordAccess", engagement: "aws-eu", use: { product: "sign" }, at: "2026-06-10T00:00:00.000Z" },
          says.by()
        )
    )
    await expect(gf.access(of)).rejects.toMatchObject({ _tag: "NotAcceptable", problems: [{ path: "listing" }] })
    expect(await gf.access({ ...of, listing: "main" })).toMatchObject([{ answer: "allowed" }])
  })
})

describe("a letter about one change opens nothing for another", () => {
  const second = async (gf: Goodfaith, says: ReturnType<typeof host>) => {
    const listing = gf.listing("second")
    await done(
      listing.do(
        {
          _tag: "OpenListing",
          listing: "second",
          title: "Others",
          vendor: "Acme",
          zone: "Europe/Amsterdam",
          scope: "all",
          at: signing
        },
        says.by()
      )
    )
    await done(listing.do({ _tag: "NameEntity", entity: "aws", name: "Amazon", at: signing }, says.by()))
  }
  const announcement = (id: string) =>
    ({
      _tag: "AnnounceChange",
      change: "chg-7",
      what: { _tag: "Engage", engagement: engagement(id, { entity: "aws", products: ["sign"] }) },
      effectiveOn: "2026-06-01",
      for: "all",
      at: announcing
    }) as const

  it("so no id of a change or an engagement stands on two listings, in whichever way it would come there", async () => {
    const { gf, says } = await told()
    await second(gf, says)
    const listing = gf.listing("second")
    const row = (id: string) => engagement(id, { entity: "aws", products: ["sign"] })
    const lists = (id: string) => ({ _tag: "ListEngagement", engagement: row(id), at: signing }) as const
    const announces = (change: string, id: string) => ({ ...announcement(id), change }) as const
    const replaces = (id: string) =>
      ({
        ...announces("chg-8", id),
        what: { _tag: "Replace", engagement: row(id), replaces: "own-eu" }
      }) as const
    const refused = async (command: Parameters<typeof listing.do>[0], id: string) =>
      expect(await listing.do(command, says.by()), `${command._tag} ${id}`).toMatchObject({
        _tag: "Refused",
        refusal: {
          _tag: "StandsElsewhere",
          message: `\`${id}\` is the id of a change or an engagement on listing \`main\` already: give this one an id of its own`,
          facts: ["listing/main@3"]
        }
      })
    await done(listing.do(lists("own-eu"), says.by()))
    await refused(announces("chg-7", "secret-eu"), "chg-7")
    await refused(announces("aws-eu", "secret-eu"), "aws-eu")
    await refused(announces("chg-8", "aws-eu"), "aws-eu")
    await refused(announces("chg-8", "chg-7"), "chg-7")
    await refused(replaces("aws-eu"), "aws-eu")
    await refused(lists("aws-eu"), "aws-eu")
    await refused(lists("chg-7"), "chg-7")
    await done(listing.do(replaces("secret-eu"), says.by()))
  })

  it("and where two did so at the same moment, whichever was later stays shut for want of letters of its own", async () => {
    const { opened } = place()
    const [one, other] = [await opened(), await opened()]
    const says = host(one)
    await says.publishes()
    await second(one, says)
    await says.signs("c42")
    await Promise.all([
      says.announces(),
      done(other.listing("second").do(announcement("secret-eu"), { actor: "dpo-2" }))
    ])
    await says.binds()
    const elsewhere = one.listing("second")
    await done(
      elsewhere.do(
        {
          _tag: "ConfirmSafeguards",
          engagement: "secret-eu",
          contract: true,
          equivalentDuties: true,
          by: "dpo-1",
          at: announcing
        },
        says.by()
      )
    )
    await done(elsewhere.do({ _tag: "PublishVersion", at: announcing }, says.by()))
    await one.react()
    await says.sends("c42")
    const gates = async (gf: Goodfaith) => {
      const first = await gf.gate({ ...question, listing: "main" })
      const second = await gf.gate({ ...question, engagement: "secret-eu", listing: "second" })
      return [first, second].map(({ answer, because }) => [answer, because[0].clause.id])
    }
    const stands = await gates(one)
    // Nobody can say which of the two was stored first.
    expect(stands.toSorted()).toEqual([
      ["open", "gate.nothing-keeps-it-shut"],
      ["shut", "gate.facts-at-hand"]
    ])
    for (const gf of [other, await opened()]) expect(await gates(gf)).toEqual(stands)
  })
})

describe("whoever has just written reads what they wrote", () => {
  it("through the same handle, through another one, and never less than they ask for", async () => {
    const { gf, says, opened } = await told()
    const other = await opened()
    expect(await other.gate(question)).toMatchObject({ answer: "open" })
    const receipt = await done(
      gf.consultation("chg-7", "c42").do(
        {
          _tag: "ReceiveObjection",
          objection: "o-1",
          letter: "mail-1",
          by: "c42-office",
          grounds: "no",
          inWriting: true,
          to: "privacy-office",
          as: "statement",
          gives: ["grounds"],
          authority: "shown",
          at: sending
        },
        says.by()
      )
    )
    for (const handle of [gf, other]) {
      const gate = await handle.gate({ ...question, atLeast: [receipt] })
      expect([gate.answer, gate.because[0].clause.id]).toEqual(["shut", "gate.i-objection"])
      expect(gate.standsOn).toContainEqual({ stream: receipt.stream, upTo: receipt.revision })
    }
    const ahead = await gf.gate({ ...question, atLeast: [{ stream: receipt.stream, revision: receipt.revision + 1 }] })
    expect([ahead.answer, ahead.because[0].clause.id]).toEqual(["shut", "gate.facts-at-hand"])
  })
})

describe("a question that makes no sense", () => {
  it("is answered with all that is wrong with it, and no stack of ours", async () => {
    const { gf } = await told()
    const asking = gf.gate({ ...question, client: "Jo & Co", at: "2026-02-30T12:00:00Z" })
    await expect(asking).rejects.toMatchObject({
      _tag: "NotAcceptable",
      message: [
        "the question makes no sense as it stands:",
        "  `client`: expected an id: at most 180 small letters, digits and any of `_ . ~ -`, found `Jo & Co`; an id has no capitals, ` `, `&`",
        "  `at`: expected an instant in UTC such as `2026-11-23T09:30:00.000Z`, found `2026-02-30T12:00:00Z`"
      ].join("\n"),
      problems: [{ path: "client" }, { path: "at" }]
    })
    for (const door of [gf.facts, gf.access]) {
      await expect(door({ engagement: "AWS EU", client: "Jo & Co", listing: "" })).rejects.toMatchObject({
        _tag: "NotAcceptable",
        problems: [{ path: "engagement" }, { path: "client" }, { path: "listing" }]
      })
    }
    for (const at of ["tomorrow", "", "2026-06-10", "2026-06-10T00:00:00+02:00", undefined as never, 5 as never]) {
      await expect(gf.gate({ ...question, at })).rejects.toMatchObject({
        _tag: "NotAcceptable",
        problems: [{ path: "at" }]
      })
    }
  })

  it("takes an instant with or without decimals", async () => {
    const { gf } = await told()
    expect(await gf.gate({ ...question, at: "2026-06-10T00:00:00.000Z" })).toEqual(await gf.gate(question))
  })
})

describe("a command that makes no sense is answered with sentences for people", () => {
  const wrong = async (
    ask: (gf: Awaited<ReturnType<typeof open>>) => Promise<Outcome>
  ): Promise<ReadonlyArray<string>> => {
    const told = await ask(await open({ store: memory(), terms: [commercial] }))
    return told._tag === "Invalid" ? told.problems.map(sentence) : [told._tag]
  }
  const by = { actor: "dpo-1" }

  it("no such command", async () => {
    const told = await wrong((gf) => gf.client("c42").do({ _tag: "Delete" } as never, by))
    expect(told).toEqual([
      "`_tag`: expected `ExecuteDpa`, `EndDpa`, `TransferDpa`, `TakeOverDpa`, `AgreeListing`, `NameContact`, `RemoveContact`, `BeginUse`, `EndUse`, `BeginSubscription`, `EndSubscription` or `RequestListing`, found `Delete`"
    ])
  })

  it("nothing at all, by nobody", async () => {
    expect(await wrong((gf) => gf.client("c42").do(undefined as never, undefined as never))).toEqual([
      "`actor`: expected an id: at most 200 small letters, digits and any of `_ . ~ -`, found nothing",
      "`_tag`: expected `ExecuteDpa`, `EndDpa`, `TransferDpa`, `TakeOverDpa`, `AgreeListing`, `NameContact`, `RemoveContact`, `BeginUse`, `EndUse`, `BeginSubscription`, `EndSubscription` or `RequestListing`, found nothing"
    ])
  })

  it("a field left out, one too many, one of the wrong kind, one empty", async () => {
    const sending = {
      _tag: "SendNotice",
      letter: "",
      to: [{ contact: "office", channel: "fax" }],
      contents: "entity",
      extra: 1
    }
    expect(await wrong((gf) => gf.consultation("chg-7", "c42").do(sending as never, by))).toMatchInlineSnapshot(`
      [
        "\`extra\`: expected no such field, found a number",
        "\`letter\`: expected an id: small letters, digits and any of \`_ . ~ -\`, found an empty text",
        "\`to[0].channel\`: expected \`email\`, \`listing\`, \`inProduct\`, \`post\`, \`portal\` or \`repository\`, found \`fax\`",
        "\`contents\`: expected a list, found \`entity\`",
        "\`at\`: expected an instant in UTC such as \`2026-11-23T09:30:00.000Z\`, found nothing",
      ]
    `)
  })

  it("an engagement with a hole in it", async () => {
    const what = {
      _tag: "Engage",
      engagement: { id: "aws-eu", entity: "aws", places: [{ id: "ie" }], products: "some" }
    }
    const announce = {
      _tag: "AnnounceChange",
      change: "chg-7",
      what,
      effectiveOn: "2026-02-30",
      for: "everybody",
      at: announcing
    }
    expect(await wrong((gf) => gf.listing("main").do(announce as never, by))).toMatchInlineSnapshot(`
      [
        "\`what.engagement.service\`: expected a text that is not empty, found nothing",
        "\`what.engagement.role\`: expected \`processor\` or \`controller\`, found nothing",
        "\`what.engagement.touchesPersonalData\`: expected \`true\` or \`false\`, found nothing",
        "\`what.engagement.section\`: expected a text that is not empty, found nothing",
        "\`what.engagement.use\`: expected \`inUse\` or \`mayBeEngaged\`, found nothing",
        "\`what.engagement.products\`: expected a list of one or more, or \`all\`, found \`some\`",
        "\`what.engagement.regions\`: expected a list of one or more, or \`all\`, found nothing",
        "\`what.engagement.options\`: expected a list of one or more, or \`all\`, found nothing",
        "\`what.engagement.places[0].name\`: expected a text that is not empty, found nothing",
        "\`what.engagement.purposes\`: expected a list of one or more, or \`all\`, found nothing",
        "\`what.engagement.dataCategories\`: expected a list of one or more, or \`all\`, found nothing",
        "\`what.engagement.certifications\`: expected a list, found nothing",
        "\`effectiveOn\`: expected a day of the calendar such as \`2026-11-23\`, found \`2026-02-30\`",
        "\`for\`: expected a list of one or more, or \`all\`, found \`everybody\`",
      ]
    `)
  })

  it("a name that is no id, wherever it stands", async () => {
    const use = { _tag: "BeginUse", of: "product", id: "sign", at: signing } as const
    const noId = (path: string, found: string) => [
      `\`${path}\`: expected an id: at most 180 small letters, digits and any of \`_ . ~ -\`, found ${found}`
    ]
    expect(await wrong((gf) => gf.client("C42").do(use, by))).toEqual(noId("client", "`C42`; an id has no capitals"))
    expect(await wrong((gf) => gf.client("c/42").do(use, by))).toEqual(noId("client", "`c/42`; an id has no `/`"))
    expect(await wrong((gf) => gf.client("c".repeat(181)).do(use, by))).toEqual(
      noId("client", `\`${"c".repeat(59)}…\``)
    )
    expect(await wrong((gf) => gf.listing("").do({ _tag: "PublishVersion", at: signing }, by))).toEqual(
      noId("listing", "an empty text")
    )
    expect(
      await wrong((gf) => gf.consultation("chg 7", "c42").do({ _tag: "OpenDiscussion", at: signing }, by))
    ).toEqual(noId("subject", "`chg 7`; an id has no ` `"))
    expect(await wrong((gf) => gf.client("c42").do(use, { actor: "Jo Meijer" }))).toEqual([
      "`actor`: expected an id: at most 200 small letters, digits and any of `_ . ~ -`, found a text; an id has no capitals, ` `"
    ])
  })

  it("a reading of terms that were never given is refused, not invalid", async () => {
    const reading = {
      _tag: "RecordReading",
      terms: "terms:none",
      parameter: "authorisation",
      value: "general",
      by: "dpo-1",
      reason: "habit",
      at: signing
    } as const
    expect(await wrong((gf) => gf.readings("terms:none").do(reading as never, by))).toEqual(["Refused"])
  })
})
