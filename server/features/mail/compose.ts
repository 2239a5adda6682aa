import type { Environment } from '../../environment.ts'
import { languageNamed } from '../../languages.ts'
import type { Language } from '../../problems/problem.ts'
import { htmlOf } from './html.ts'
import { isMailKind, kindOf } from './kinds.ts'
import { wayOutToken } from './way-out.ts'

/** A mail as it is stored. */
export interface StoredMail {
  subject: string
  body: string
  language: string
  kind: string | null
  organisationId: string | null
  userId: string | null
}

/** A mail as it leaves: plain and HTML, with its way out where it may be left. */
export interface ComposedMail {
  text: string
  html: string
  headers: Record<string, string>
}

const footer: Record<Language, (settings: string, out: string | null) => string> = {
  fr: (settings, out) =>
    [
      `Ce que vous recevez et quand se choisit ici\u00a0:\n${settings}`,
      ...(out === null ? [] : [`Ne plus recevoir ce genre de courriel\u00a0:\n${out}`]),
    ].join('\n\n'),
  en: (settings, out) =>
    [
      `Choose here what you receive and when:\n${settings}`,
      ...(out === null ? [] : [`Stop receiving mail of this kind:\n${out}`]),
    ].join('\n\n'),
}

/** Puts a mail together: what it says, how to have fewer of them, and the headers of a one-click way out (RFC 8058). */
export function compose(
  { subject, body, language: stored, kind, organisationId, userId }: StoredMail,
  { publicUrl, sessionSecret }: Pick<Environment, 'publicUrl' | 'sessionSecret'>,
): ComposedMail {
  const language = languageNamed(stored)
  if (kind === null || organisationId === null || userId === null)
    return { text: body, html: htmlOf(subject, body, null, language), headers: {} }
  const settings = `${publicUrl}/organisations/${organisationId}/mail`
  const mayLeave = !isMailKind(kind) || kindOf(kind).optional
  const token = mayLeave ? wayOutToken({ sessionSecret }, { userId, organisationId, kind }) : null
  const out = token === null ? null : `${publicUrl}/mail/unsubscribe?token=${token}`
  const foot = footer[language](settings, out)
  return {
    text: `${body}\n\n-- \n${foot}`,
    html: htmlOf(subject, body, foot, language),
    headers:
      token === null
        ? {}
        : {
            'List-Unsubscribe': `<${publicUrl}/api/mail/unsubscribe?token=${token}>`,
            'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click',
          },
  }
}
