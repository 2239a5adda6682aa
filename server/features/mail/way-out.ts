import { createHmac, timingSafeEqual } from 'node:crypto'
import type { Environment } from '../../environment.ts'
import { isMailKind, type MailKind } from './kinds.ts'
import type { MailMember } from './queue.ts'

type Secret = Pick<Environment, 'sessionSecret'>

/** What a way out leads out of: one kind of mail, or all that one may do without. */
export interface WayOut extends MailMember {
  kind: MailKind | 'all'
}

/** A token that takes a member off a kind of mail, with no other proof: signed, so that nobody can make one. */
export function wayOutToken(secret: Secret, { userId, organisationId, kind }: MailMember): string {
  const said = `${userId}.${organisationId}.${kind}`
  return `${said}.${signatureOf(secret, said)}`
}

/** What a token leads out of; null where we did not sign it. */
export function readWayOut(secret: Secret, token: string): WayOut | null {
  const [userId, organisationId, kind, signature, ...more] = token.split('.')
  if (!userId || !organisationId || !kind || !signature || more.length > 0) return null
  const expected = Buffer.from(signatureOf(secret, `${userId}.${organisationId}.${kind}`))
  const given = Buffer.from(signature)
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return null
  return kind === 'all' || isMailKind(kind) ? { userId, organisationId, kind } : null
}

function signatureOf({ sessionSecret }: Secret, said: string): string {
  return createHmac('sha256', sessionSecret).update(`mail way out: ${said}`).digest('base64url')
}
