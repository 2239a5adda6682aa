import type { FastifyReply } from 'fastify'
import { Type } from 'typebox'
import { Value } from 'typebox/value'
import { invalid } from '../../problems/faults.ts'
import type { Refusal } from '../../problems/problem.ts'

const Body = Type.Object({ code: Type.String() })

/** The refusal of an address that no mail reaches. */
export const wrongAddress = invalid([
  {
    field: '/email',
    message: { fr: 'Indiquez une adresse de courriel valable.', en: 'Give a valid e-mail address.' },
  },
])

/** What better-auth refuses, as our own refusals; any other of its codes is a surprise. */
const byCode: Record<string, Refusal> = {
  INVALID_EMAIL_OR_PASSWORD: { refused: 'wrong-credentials' },
  EMAIL_NOT_VERIFIED: { refused: 'email-unverified' },
  INVALID_TOKEN: { refused: 'link-ended' },
  INVALID_EMAIL: wrongAddress,
  VALIDATION_ERROR: wrongAddress,
}

/** Hands on the cookies of an answer of better-auth. */
export function passCookies(reply: FastifyReply, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) reply.header('set-cookie', cookie)
}

/**
 * Answers for better-auth: its cookies, its redirection or nothing (204), or its refusal in our words. What its bodies
 * say of people and tokens stays here.
 */
export async function answerFor(reply: FastifyReply, response: Response): Promise<FastifyReply> {
  passCookies(reply, response.headers)
  const location = response.headers.get('location')
  if (location !== null) return reply.redirect(location)
  if (response.ok) return reply.code(204).send(null)
  const body: unknown = await response.json()
  const refusal = Value.Check(Body, body) ? byCode[body.code] : undefined
  if (refusal) return reply.refuse(refusal)
  throw new Error(`better-auth answered ${response.status}`, { cause: body })
}
