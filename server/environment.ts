import { randomBytes } from 'node:crypto'
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Everything the server is told from outside, read once at start. */
export interface Environment {
  port: number
  host: string
  dataDir: string
  databaseUrl: string | undefined
  publicUrl: string
  /** What the ids of published purchases begin with (OCDS), registered for this publisher. */
  ocidPrefix: string
  sessionSecret: string
  smtpUrl: string | undefined
  mailFrom: string
  /** Where documents are kept: an absolute folder, or `s3://` with its keys. */
  filesUrl: string
  /** The one target of webhooks that may be on this machine, for trials: an origin. */
  webhookLocal: string | undefined
  /** A search server to ask before the database, and its key. */
  meiliUrl: string | undefined
  meiliKey: string | undefined
  /** Proxies that requests pass before they get here: so many of the addresses they name are believed. */
  proxies: number
  logLevel: string
  /** Reached by others than this machine, or on a real database: nothing insecure by default. */
  production: boolean
  /** Demonstration region and one-click accounts. */
  demonstration: boolean
}

/** A wrong or missing setting: `message` is one plain sentence for the person who starts the server. */
export class EnvironmentError extends Error {}

const LOOPBACK = ['127.0.0.1', '::1', 'localhost']

/** Reads and checks the environment. Throws `EnvironmentError` naming the variable and the way out. */
export function readEnvironment(variables: NodeJS.ProcessEnv): Environment {
  const port = wholeNumber('PORT', variables.PORT ?? '3000', 65_535)
  const host = variables.HOST ?? '127.0.0.1'
  const { dataDir, databaseUrl } = readStore(variables)
  const production = databaseUrl !== undefined || !LOOPBACK.includes(host)
  const demonstration = variables.DEMO === undefined ? !production : variables.DEMO === '1'
  if (production && !variables.PUBLIC_URL) {
    throw new EnvironmentError(
      'PUBLIC_URL is required in production (DATABASE_URL set, or HOST not a loopback address): the address people type.',
    )
  }
  if (production && (variables.SESSION_SECRET ?? '').length < 32) {
    throw new EnvironmentError(
      'SESSION_SECRET is required in production, at least 32 characters: for example the output of "openssl rand -hex 32".',
    )
  }
  return {
    port,
    host,
    dataDir,
    databaseUrl,
    ...readPublication(variables),
    sessionSecret: variables.SESSION_SECRET ?? ownSecret(dataDir),
    smtpUrl: variables.SMTP_URL || undefined,
    mailFrom: variables.MAIL_FROM ?? 'Maillage <maillage@localhost>',
    filesUrl: readFilesUrl(variables.FILES_URL || join(dataDir, 'files')),
    ...readSearchServer(variables),
    webhookLocal: readWebhookLocal(variables.WEBHOOK_LOCAL || undefined, production && !demonstration),
    proxies: wholeNumber('TRUST_PROXY', variables.TRUST_PROXY ?? '0', 10),
    logLevel: variables.LOG_LEVEL ?? 'warn',
    production,
    demonstration,
  }
}

/** Told to nobody by the standard's registry: a publisher of its own has one registered. */
const UNREGISTERED_PREFIX = 'ocds-maille'

/** Under which address and which prefix things are published. */
export function readPublication(variables: NodeJS.ProcessEnv): Pick<Environment, 'publicUrl' | 'ocidPrefix'> {
  const ocidPrefix = variables.OCDS_PREFIX || UNREGISTERED_PREFIX
  if (!/^ocds-[a-z0-9]{6}$/.test(ocidPrefix))
    throw new EnvironmentError(
      'OCDS_PREFIX must be "ocds-" and the six letters or digits that were registered.',
    )
  const publicUrl = variables.PUBLIC_URL ?? `http://localhost:${variables.PORT ?? '3000'}`
  return { publicUrl: publicUrl.replace(/\/$/, ''), ocidPrefix }
}

function wholeNumber(name: string, value: string, most: number): number {
  const number = Number(value)
  if (value.trim() !== '' && Number.isInteger(number) && number >= 0 && number <= most) return number
  throw new EnvironmentError(`${name} must be a whole number from 0 to ${most}, not "${value}".`)
}

/** Where the data are: a PostgreSQL address, or a folder of this machine. */
export function readStore(variables: NodeJS.ProcessEnv): Pick<Environment, 'dataDir' | 'databaseUrl'> {
  const databaseUrl = variables.DATABASE_URL || undefined
  if (databaseUrl !== undefined && !/^postgres(ql)?:\/\//.test(databaseUrl)) {
    throw new EnvironmentError('DATABASE_URL must start with postgres:// or postgresql://.')
  }
  return { dataDir: resolve(variables.DATA_DIR ?? '.data'), databaseUrl }
}

/** Where files are kept: a folder, as an absolute path or a `file:` address; or a bucket that speaks S3. */
function readFilesUrl(value: string): string {
  if (isAbsolute(value)) return value
  if (value.startsWith('file://')) return fileURLToPath(value)
  const url = URL.parse(value)
  if (
    url !== null &&
    /^s3(\+http)?:$/.test(url.protocol) &&
    url.username &&
    url.password &&
    /^\/[^/]+$/.test(url.pathname)
  )
    return value
  throw new EnvironmentError(
    'FILES_URL must be an absolute folder, or s3://KEY:SECRET@HOST/BUCKET?region=REGION.',
  )
}

/** The search server, where one is named. */
export function readSearchServer(variables: NodeJS.ProcessEnv): Pick<Environment, 'meiliUrl' | 'meiliKey'> {
  const meiliUrl = variables.MEILI_URL || undefined
  if (meiliUrl !== undefined && !/^https?:\/\//.test(meiliUrl)) {
    throw new EnvironmentError('MEILI_URL must start with http:// or https://.')
  }
  return { meiliUrl, meiliKey: variables.MEILI_KEY || undefined }
}

/** The target of webhooks that a trial has on its own machine; a server that is no trial has none. */
function readWebhookLocal(value: string | undefined, isServing: boolean): string | undefined {
  if (value === undefined) return undefined
  const url = URL.parse(value)
  if (url === null || !/^https?:$/.test(url.protocol) || url.origin !== value)
    throw new EnvironmentError('WEBHOOK_LOCAL must be an origin, such as http://127.0.0.1:8080.')
  if (isServing)
    throw new EnvironmentError('WEBHOOK_LOCAL is for trials on one’s own machine: unset it in production.')
  return value
}

/** On one's own machine the secret is made once and kept in the data folder, readable by its owner alone. */
function ownSecret(dataDir: string): string {
  const path = join(dataDir, 'session-secret')
  try {
    mkdirSync(dataDir, { recursive: true })
    writeFileSync(path, randomBytes(32).toString('hex'), { mode: 0o600, flag: 'wx' })
  } catch (error) {
    if (!isCode(error, 'EEXIST')) {
      throw new EnvironmentError(
        `The data folder ${dataDir} cannot be written to: change its rights, or set DATA_DIR to another folder.`,
      )
    }
  }
  return readFileSync(path, 'utf8')
}

/** Whether an error carries this code of the operating system or of PostgreSQL. */
export function isCode(error: unknown, code: string): boolean {
  return error instanceof Error && 'code' in error && error.code === code
}
