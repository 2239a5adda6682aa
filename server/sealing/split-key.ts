import { combine, split } from 'shamir-secret-sharing'

/** A private key is split among three, and two of them are needed: a holder who is lost destroys nothing. */
const HOLDERS = 3
const NEEDED = 2

/** Splits a key into three parts, one of which says nothing about it (Shamir, over GF(256)). */
export function splitKey(key: Uint8Array): Promise<Uint8Array[]> {
  return split(Uint8Array.from(key), HOLDERS, NEEDED)
}

/** The key, from two of its parts. Parts of different keys give bytes that open nothing. */
export function joinKey(parts: Uint8Array[]): Promise<Uint8Array> {
  return combine(parts.map(part => Uint8Array.from(part)))
}
