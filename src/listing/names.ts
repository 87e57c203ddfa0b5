/** Names of companies, compared: evidence for matching, never identity. */

/** Whether a new name holds a name that the old one did not: another company's, or one of several that it joins. */
export const addsAName = (was: string, is: string, others: ReadonlyArray<string>): boolean => {
  const old = words(was)
  const now = words(is)
  const isNew = (name: ReadonlyArray<string>): boolean => name.length > 0 && !holdsWords(old, name)
  if (others.some((other) => isNew(words(other)) && holdsWords(now, words(other)))) return true
  const joined = namesIn(is)
  return joined.length > 1 && joined.some(isNew)
}

/** The names that are joined in one, each in words; what is in brackets is another name of the same. */
const namesIn = (text: string): ReadonlyArray<ReadonlyArray<string>> =>
  text
    .replaceAll(/\([^)]*\)/gu, " ")
    .split(/\s+(?:and|&|\+|\/)\s+|,|\s\/|\/\s/iu)
    .map(words)
    .filter((name) => name.length > 0)

/** Small letters, no legal form, no punctuation. */
const words = (text: string): ReadonlyArray<string> =>
  text
    .normalize("NFKC")
    .replaceAll("\u00ad", "")
    .toLowerCase()
    // One-letter abbreviations are one word: `B.V.`, `S.à r.l.`
    .replaceAll(/(?<=(?:^|[^\p{L}])\p{L})\.\s?(?=\p{L}(?:\.|\b))/gu, "")
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== "" && !legalForms.has(word))

const legalForms = new Set(
  "ab ag aps as bv bvba co company corp corporation gmbh inc incorporated kg kft limited llc llp ltd mbh nv oy oü plc pty sa sarl sas spa srl srl sro".split(
    " "
  )
)

/** Whether these words stand in those, one after the other. */
const holdsWords = (all: ReadonlyArray<string>, some: ReadonlyArray<string>): boolean =>
  all.some((_, start) => some.every((word, offset) => all[start + offset] === word))
