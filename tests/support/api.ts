import { mkdtemp, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as sleep } from 'node:timers/promises'
import type { Connection } from '@maillage/db/connect.ts'
import type { MemberRole, OrganisationTable } from '@maillage/db/tables/parties.ts'
import { buildApp } from '@maillage/server/app.ts'
import { prepareDatabase } from '@maillage/server/cli/prepare.ts'
import { type Environment, readEnvironment } from '@maillage/server/environment.ts'
import { newId } from '@maillage/server/ids.ts'
import { sql } from 'kysely'
import { createAccount } from './account.ts'
import { temporary } from './temporary.ts'

type App = Awaited<ReturnType<typeof buildApp>>

/** What the server answered. */
export type Answer = Awaited<ReturnType<App['inject']>>

/** A request to the API, in French unless said otherwise. */
export type Call = (
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE',
  path: string,
  body?: object | string,
  language?: 'fr' | 'en',
) => Promise<Answer>

/** The body of a refusal. */
export interface Problem {
  code: string
  title: string
  detail: string
  errors?: { field: string; message: string }[]
  current?: unknown
}

/** Somebody with an account and an open session. */
export interface SignedIn {
  id: string
  email: string
  /** How the log names them. */
  pseudonym: string
  /** The session's cookie, for what is no call: a socket. */
  cookie: string
  call: Call
}

/** The server on a database of its own, with people and organisations to try it with. */
export interface Api {
  app: App
  /** Somebody who is not signed in. */
  anyone: Call
  /** Somebody with a confirmed address, signed in. */
  person(name: string): Promise<SignedIn>
  /** Creates an organisation with a SIREN of its own; verified unless said otherwise. Returns its id. */
  organisation(
    organisation: Pick<OrganisationTable, 'name' | 'roles'> & {
      status?: 'unverified' | 'verified' | 'suspended'
    },
  ): Promise<string>
  join(person: SignedIn, organisationId: string, role: MemberRole): Promise<void>
  /** Resolves once every job that was sent is done, those it sent included. */
  settled(): Promise<void>
  close(): Promise<void>
}

/** A number that ends in its check digit (Luhn): the form of a SIREN or SIRET. */
export function checked(digits: string): string {
  const sum = digits.split('').reduceRight((total, digit, index) => {
    const doubled = (digits.length - index) % 2 === 1 ? Number(digit) * 2 : Number(digit)
    return total + (doubled > 9 ? doubled - 9 : doubled)
  }, 0)
  return `${digits}${(10 - (sum % 10)) % 10}`
}

let organisations = 0

/** Builds the server on a connection, with the shipped catalogue in it. `settings` replace what a person's machine has. */
export async function openApi(connection: Connection, settings: Partial<Environment> = {}): Promise<Api> {
  const dataDir = await mkdtemp(join(temporary, 'maillage-api-'))
  const environment = readEnvironment({
    DATA_DIR: dataDir,
    LOG_LEVEL: process.env.LOG_LEVEL ?? 'silent',
    DEMO: '0',
  })
  await prepareDatabase(connection)
  // Never too busy: all that the embedded database does is one turn of the event loop, as long as a test of many calls.
  const app = await buildApp({ ...environment, ...settings }, connection, undefined, { maximumDelay: 0 })
  const { db } = connection

  const callAs =
    (cookie: string | null): Call =>
    (method, path, body, language = 'fr') =>
      app.inject({
        method,
        url: path,
        headers: {
          'accept-language': language,
          ...(typeof body === 'string' && { 'content-type': 'application/json' }),
          ...(cookie !== null && { cookie }),
        },
        ...(body !== undefined && { payload: body }),
      })

  return {
    app,
    anyone: callAs(null),
    async person(name) {
      const { id, email, password } = await createAccount(db, name)
      const named = db.selectFrom('pseudonym').select('id').where('userId', '=', id)
      const { id: pseudonym } = await named.executeTakeFirstOrThrow()
      const answer = await callAs(null)('POST', '/api/auth/sign-in/email', { email, password })
      const lines = answer.headers['set-cookie'] ?? []
      const cookies = (Array.isArray(lines) ? lines : [lines]).map(line => line.split(';', 1)[0])
      if (cookies.length === 0) throw new Error(`nobody can sign in: ${answer.statusCode} ${answer.body}`)
      const cookie = cookies.join('; ')
      return { id, email, pseudonym, cookie, call: callAs(cookie) }
    },
    async organisation({ name, roles, status = 'verified' }) {
      organisations += 1
      const id = newId()
      const isBuyer = roles.includes('buyer')
      await db
        .insertInto('organisation')
        .values({
          id,
          name,
          roles,
          status,
          structure: isBuyer ? 'public-body' : 'company',
          buyerRegime: isBuyer ? 'public' : null,
          buyerKind: isBuyer ? 'hospital' : null,
          siren: checked(String(10_000_000 + organisations)),
        })
        .execute()
      return id
    },
    async join(person, organisationId, role) {
      await db.insertInto('member').values({ organisationId, userId: person.id, role }).execute()
    },
    async settled() {
      const waiting = sql<{ jobs: number }>`
        select count(*) as jobs from pgboss.job where state in ('created', 'retry', 'active')`
      while ((await waiting.execute(db)).rows[0]?.jobs !== 0) await sleep(20)
    },
    async close() {
      await app.close()
      await rm(dataDir, { recursive: true })
    },
  }
}

/** Sends a document as a page does: one file of a form, to be taken along with an offer to a tender where one is named. */
export async function sendDocument(
  { app }: Pick<Api, 'app'>,
  person: Pick<SignedIn, 'cookie'>,
  organisationId: string,
  file: { name: string; bytes: Buffer },
  tenderId?: string,
): Promise<Answer> {
  const form = new FormData()
  form.append('file', new Blob([Uint8Array.from(file.bytes)]), file.name)
  const encoded = new Response(form)
  return app.inject({
    method: 'POST',
    url: `/api/organisations/${organisationId}${tenderId === undefined ? '' : `/offers/${tenderId}`}/documents`,
    headers: {
      'accept-language': 'fr',
      'content-type': encoded.headers.get('content-type') ?? '',
      cookie: person.cookie,
    },
    payload: Buffer.from(await encoded.arrayBuffer()),
  })
}
