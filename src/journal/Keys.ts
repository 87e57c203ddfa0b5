/**
 * Persons are erasable, records are provable.
 *
 * What is personal is sealed under a key of its owner: a person, or a case for free text. Destroying the key forgets the
 * owner; the sealed texts stay where they are, and the hashes over them stay right.
 */
import type { PersonId, StreamId } from "../language/ids.ts"
import { type Erased, erased, type Sealed } from "../language/persons.ts"

/** Whose key it is. A case is named by its stream. */
export type Owner = `person:${PersonId}` | `case:${StreamId}`

/**
 * Where keys are kept and used. A host may bring its own, as long as a key can really be destroyed there.
 *
 * A forgotten owner stays forgotten: `seal` and `mac` answer `erased` ever after and no new key is made. Otherwise a
 * command that was sent once more, or a form filled in from an old copy, would bring back under a fresh key what somebody
 * asked us to forget. A person who comes back is a new person with a new id.
 */
export interface Keys {
  /** Seals a text under the owner's key, which is made at the first use. */
  readonly seal: (owner: Owner, text: string) => Promise<Sealed | Erased>
  /** The text again, or `erased` when its owner was forgotten. Rejects with `KeyFault` when it is no token of these keys. */
  readonly open: (token: Sealed) => Promise<string | Erased>
  /** A keyed hash: equal for equal texts of one owner, worth nothing when the key is gone. */
  readonly mac: (owner: Owner, text: string) => Promise<string | Erased>
  /** Destroys the owner's key for good. Asked twice, done once; an owner who was never seen is forgotten all the same. */
  readonly forget: (owner: Owner) => Promise<void>
}

/** A token that these keys never made, or that somebody changed; never the sign of a forgotten owner. */
export class KeyFault extends Error {
  readonly _tag = "KeyFault"
}

/** A place for the keys themselves: 64 bytes an owner. All that a host has to write to keep them elsewhere. */
export interface KeyBox {
  /** The owner's key; `fresh` is kept and answered when there is none yet. Atomic: all callers get the same. */
  readonly keep: (owner: Owner, fresh: Uint8Array) => Promise<Uint8Array | Forgotten>
  readonly find: (owner: Owner) => Promise<Uint8Array | Forgotten | undefined>
  /** Destroys the key and remembers that the owner was forgotten. */
  readonly forget: (owner: Owner) => Promise<void>
}
export const forgotten = "forgotten"
export type Forgotten = typeof forgotten

/** Keys in memory: for tests, and for a process that may forget everybody when it ends. */
export const memoryKeys = (): Keys => {
  const kept = new Map<Owner, Uint8Array | Forgotten>()
  return keysIn({
    keep: async (owner, fresh) => {
      if (!kept.has(owner)) kept.set(owner, fresh)
      return kept.get(owner)!
    },
    find: async (owner) => kept.get(owner),
    forget: async (owner) => {
      const key = kept.get(owner)
      if (key instanceof Uint8Array) key.fill(0)
      kept.set(owner, forgotten)
    }
  })
}

/**
 * Keys that are kept in a box. AES-256-GCM with the first half of the owner's key, HMAC-SHA-256 with the second, both of
 * the platform. No key is held between two calls, so that forgetting in one process is felt in all.
 *
 * The nonce is the beginning of the text's HMAC under that key: one text of one owner has one token, so that the same thing said
 * twice is seen to be the same, and no nonce serves two texts.
 *
 * A token is `sealed:1:<owner>:<nonce and ciphertext>`; the owner is authenticated too, so a token can't be passed off as
 * somebody else's.
 */
export const keysIn = (box: KeyBox): Keys => {
  const keyOf = (owner: Owner) => box.keep(owner, crypto.getRandomValues(new Uint8Array(64)))
  return {
    seal: async (owner, text) => {
      const key = await keyOf(owner)
      if (key === forgotten) return erased
      const nonce = (await hmac(key, text)).slice(0, nonceBytes)
      const sealed = await crypto.subtle.encrypt(cipher(owner, nonce), await cipherKey(key), utf8(text))
      return `sealed:1:${owner}:${toBase64url(nonce)}${toBase64url(new Uint8Array(sealed))}`
    },
    open: async (token) => {
      const [, owner, nonce, sealed] = tokenPattern.exec(token) ?? []
      if (owner === undefined) throw new KeyFault("this is not a sealed text, or not one of this version")
      const key = await box.find(owner as Owner)
      if (key === forgotten) return erased
      if (key === undefined)
        throw new KeyFault(`there is no key of \`${owner}\` here: these are not the keys that it was sealed with`)
      try {
        const text = await crypto.subtle.decrypt(
          cipher(owner as Owner, fromBase64url(nonce!)),
          await cipherKey(key),
          fromBase64url(sealed!)
        )
        return new TextDecoder().decode(text)
      } catch (cause) {
        throw new KeyFault(`a text sealed for \`${owner}\` was changed, or was sealed with another key`, { cause })
      }
    },
    mac: async (owner, text) => {
      const key = await keyOf(owner)
      if (key === forgotten) return erased
      return `mac:${toBase64url(await hmac(key, text))}`
    },
    forget: box.forget
  }
}

/** Keyed with the second half of the owner's key. */
const hmac = async (key: Uint8Array, text: string): Promise<Uint8Array<ArrayBuffer>> => {
  const hashing = await crypto.subtle.importKey("raw", key.slice(32), { name: "HMAC", hash: "SHA-256" }, false, [
    "sign"
  ])
  return new Uint8Array(await crypto.subtle.sign("HMAC", hashing, utf8(text)))
}

const nonceBytes = 12
/** 12 bytes are 16 letters. */
const tokenPattern = /^sealed:1:((?:person|case):[^:]+):([\w-]{16})([\w-]+)$/

const cipher = (owner: Owner, iv: Uint8Array<ArrayBuffer>) => ({ name: "AES-GCM", iv, additionalData: utf8(owner) })
const cipherKey = (key: Uint8Array) =>
  crypto.subtle.importKey("raw", key.slice(0, 32), "AES-GCM", false, ["encrypt", "decrypt"])

const utf8 = (text: string) => new TextEncoder().encode(text)

const toBase64url = (bytes: Uint8Array): string =>
  btoa(Array.from(bytes, (byte) => String.fromCharCode(byte)).join(""))
    .replaceAll("+", "-")
    .replaceAll("/", "_")
    .replaceAll("=", "")

const fromBase64url = (text: string): Uint8Array<ArrayBuffer> =>
  Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (character) => character.charCodeAt(0))

/** No keys at all: whoever says something personal is told that there is no place to keep a key. */
export const noKeys: Keys = {
  seal: async () => nowhere(),
  mac: async () => nowhere(),
  open: async () => nowhere(),
  forget: async () => nowhere()
}

const nowhere = (): never => {
  throw new KeyFault(
    "personal texts are sealed, and no keys were given to seal them: hand over `keys` when opening, such as `sqliteKeys(path)`, or `memoryKeys()` to try things out"
  )
}
