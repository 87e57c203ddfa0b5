/** Signing with Ed25519, by the platform: Node and browsers have it in WebCrypto. */
import { fromBase64url, toBase64url } from "./base64url.ts"
import { type Hash, hash } from "./hash.ts"

/** Signs. A host may bring its own, such as a key in a hardware module. */
export interface Signer {
  /** Names the key for whoever verifies. */
  readonly keyId: string
  readonly sign: (bytes: Uint8Array<ArrayBuffer>) => Promise<Uint8Array>
}

/** Knows the keys that it trusts. */
export interface Verifier {
  /** Whether this key signed these bytes; `undefined` when the key is not one of those trusted here. */
  readonly verify: (
    keyId: string,
    bytes: Uint8Array<ArrayBuffer>,
    signature: Uint8Array<ArrayBuffer>
  ) => Promise<boolean | undefined>
}

type Key = Parameters<typeof crypto.subtle.exportKey>[1]

export interface KeyPair {
  readonly publicKey: Key
  readonly privateKey: Key
}

/**
 * Signs with a key pair of WebCrypto: `crypto.subtle.generateKey("Ed25519", true, ["sign", "verify"])`. The public key must be
 * exportable; the private one need not be. The key is named by the hash of its public half, so a new pair has a new name.
 */
export const ed25519Signer = async ({ publicKey, privateKey }: KeyPair): Promise<Signer> => ({
  keyId: keyIdOf(await publicKeyText(publicKey)),
  sign: async (bytes) => new Uint8Array(await crypto.subtle.sign("Ed25519", privateKey, bytes))
})

/**
 * Trusts these public keys, each as `publicKeyText` writes it, or in plain base64. Give the old ones too: what they signed stays signed.
 * Rejects when a text is no Ed25519 key.
 */
export const ed25519Verifier = async (...publicKeys: ReadonlyArray<string>): Promise<Verifier> => {
  const trusted = new Map<string, Key>()
  for (const text of publicKeys) {
    const key = await crypto.subtle.importKey("spki", fromBase64url(text.trim()), "Ed25519", true, ["verify"])
    trusted.set(keyIdOf(await publicKeyText(key)), key)
  }
  return {
    verify: async (keyId, bytes, signature) => {
      const key = trusted.get(keyId)
      return key === undefined ? undefined : crypto.subtle.verify("Ed25519", key, signature, bytes)
    }
  }
}

/** A public key as text, to publish and to hand to `ed25519Verifier`: its SPKI in base64url. */
export const publicKeyText = async (key: Key): Promise<string> =>
  toBase64url(new Uint8Array(await crypto.subtle.exportKey("spki", key)))

const keyIdOf = (publicKey: string): Hash => hash(publicKey)
