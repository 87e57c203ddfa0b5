/** Names of companies, compared: evidence for matching, never identity. */

/** What a page shows of a text: no soft hyphens, no invisible signs, every gap one space. */
export const text = (value: string | ReadonlyArray<string> = ""): string =>
  (typeof value === "string" ? value : value.join(", "))
    .normalize("NFKC")
    .replaceAll(/[\u00AD\u200B-\u200D\u2060\uFEFF]/g, "")
    .replaceAll(/\s+/g, " ")
    .trim()

/** Small letters without accents and digits, with single spaces between words; `B.V.`, `S. A.` and `A/S` are one word each. */
export const plain = (name: string): string =>
  text(name)
    .normalize("NFD")
    .replaceAll(/\p{M}/gu, "")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll(/(?<=(?<![\p{L}\p{N}])\p{L})(?:\.\s?|\/)(?=\p{L}(?![\p{L}\p{N}]))/gu, "")
    .replaceAll(/[^\p{L}\p{N}]+/gu, " ")
    .replaceAll(/\bsp z oo\b/g, "spzoo")
    .trim()

/**
 * A name without what vendors write one way today and another tomorrow: legal form, brackets, case, accents, punctuation, and
 * the soft hyphens that a page hides in its words. Evidence that two names may be the same, and no more.
 *
 * ```ts
 * import { canonicalName } from "goodfaith/listing"
 * canonicalName("Temporal Technologies, Inc.") // => "temporal technologies"
 * canonicalName("NexMo Inc (aka Vonage)") // => "nexmo"
 * canonicalName("PayPal (Europe) S.à r.l. et Cie, S.C.A.") // => "paypal"
 * ```
 */
export const canonicalName = (name: string): string => {
  const words = (plain(outsideBrackets(name)) || plain(name)).split(" ")
  while (words.length > 1 && legalForms.has(words.at(-1)!)) words.pop()
  while (words.length > 1 && legalForms.has(words[0]!)) words.shift()
  return words.join(" ")
}

/** Whether a new name holds a name that the old one did not: another company's, or one of several that it joins. */
export const addsAName = (was: string, is: string, others: ReadonlyArray<string>): boolean => {
  const old = words(was)
  const now = words(is)
  const isNew = (name: ReadonlyArray<string>): boolean => name.length > 0 && !holdsWords(old, name)
  if (others.some((other) => isNew(words(other)) && holdsWords(now, words(other)))) return true
  // One name in brackets is another name of the same; several are names of several.
  return [outsideBrackets(is), ...inBrackets(is)].map(namesIn).some((names) => names.length > 1 && names.some(isNew))
}

const brackets = /\(([^()]*)\)|\[([^\][]*)\]/g

const outsideBrackets = (name: string): string => text(name).replaceAll(brackets, " ")

/** `(formerly Foo and Bar)` names Foo and Bar. */
const inBrackets = (name: string): ReadonlyArray<string> =>
  [...text(name).matchAll(brackets)].map(([, round, square]) =>
    (round ?? square ?? "").replace(/^\W*(?:[af]\/?k\/?a|d\/?b\/?a|also known as|formerly|previously)\b/i, "")
  )

/** The names that are joined in one, each in words. */
const namesIn = (joined: string): ReadonlyArray<ReadonlyArray<string>> =>
  joined
    .split(/\s+(?:and|&|\+)\s+|[,;]|\s\/|\/\s|(?<=[\p{L}\p{N}]{2})\/(?=[\p{L}\p{N}]{2})/iu)
    .map(words)
    .filter((name) => name.length > 0)

/** The words of a name, without legal forms. */
const words = (name: string): ReadonlyArray<string> =>
  plain(name)
    .split(" ")
    .filter((word) => word !== "" && !legalForms.has(word))

/** As `plain` writes them. */
const legalForms: ReadonlySet<string> = new Set(
  (
    "ab ag aps as asa bv bvba cie co company corp corporation doo eood et gmbh inc incorporated kft kg kgaa kk lda limited " +
    "llc llp lp ltd ltda mbh nv oo ou oy oyj pbc plc pte pty pvt rl sa sarl sas sca sdn bhd se sl sp spa spzoo srl sro " +
    "ulc unlimited 주식회사 유한회사 株式会社 有限会社"
  ).split(" ")
)

/** Whether these words stand in those, one after the other. */
const holdsWords = (all: ReadonlyArray<string>, some: ReadonlyArray<string>): boolean =>
  all.some((_, start) => some.every((word, offset) => all[start + offset] === word))
