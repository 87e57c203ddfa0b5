/** What a page shows stands in its address, so that a link brings it back. Only what differs from the beginning is written. */
export type Fields = Readonly<Record<string, string>>

export const read = (hash: string): Fields => Object.fromEntries(new URLSearchParams(hash.replace(/^#/, "")))

export const written = (fields: Fields, begin: Fields): string => {
  const changed = Object.entries(fields).filter(([name, value]) => value !== begin[name])
  return changed.length === 0 ? "" : `#${new URLSearchParams(changed)}`
}

/** Only in a browser. The page's own history is left alone: going back leads out of the page. */
export const show = (hash: string): void => {
  if (hash !== location.hash) history.replaceState(history.state, "", hash === "" ? location.pathname : hash)
}
