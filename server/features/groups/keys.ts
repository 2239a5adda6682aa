import { lock } from '../../sealing/locked-box.ts'
import { newKeyPair } from '../../sealing/sealed-box.ts'

/** A member of a group. */
export interface Membership {
  groupId: string
  organisationId: string
}

/** What a member’s private key of a group is locked for: it opens nothing elsewhere. */
export const keyContext = ({ groupId, organisationId }: Membership) =>
  `group ${groupId} member ${organisationId}`

/** A new key pair of a member, its private key locked with a code. */
export async function keysFor(membership: Membership, code: string) {
  const { publicKey, privateKey } = await newKeyPair()
  return { publicKey, lockedPrivateKey: await lock(keyContext(membership) + code, privateKey) }
}
