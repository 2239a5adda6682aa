import { schemas } from '@maillage/db/catalogue/schema.ts'
import type { Catalogue } from '@maillage/matching/catalogue.ts'
import { Ajv, type ErrorObject, type ValidateFunction } from 'ajv'
import { Type } from 'typebox'
import { Compile } from 'typebox/compile'
import { type Kind, kinds } from '@maillage/db/catalogue/kinds.ts'
import type { Fault } from '../../problems/faults.ts'
import { fieldErrors } from '../../problems/validation-messages.ts'

/** A record as a change makes it; `removed`: it is no part of the catalogue. */
export interface Changed {
  kind: Kind
  slug: string
  removed: boolean
  content: unknown
}

const Records = Compile(Type.Object(schemas))

/** A catalogue with changed records in it; what is new comes last. Throws where a record has not the shape of its kind. */
export function overlaid(catalogue: Catalogue, changed: readonly Changed[]): Catalogue {
  const { version, ...before } = catalogue
  const after = Object.fromEntries(
    kinds.map((kind): [Kind, unknown[]] => {
      const own = new Map(changed.filter(one => one.kind === kind).map(one => [one.slug, one]))
      const kept = before[kind].flatMap((record): unknown[] => {
        const one = own.get(record.id)
        own.delete(record.id)
        if (one === undefined) return [record]
        return one.removed ? [] : [one.content]
      })
      return [kind, [...kept, ...[...own.values()].filter(one => !one.removed).map(one => one.content)]]
    }),
  )
  if (!Records.Check(after)) {
    const [first] = Records.Errors(after)
    throw new Error(`a changed record is not as expected: ${first?.instancePath} ${first?.message}`)
  }
  return { version: `${version} changed`, ...after }
}

const ajv = new Ajv({ allErrors: true, strict: false })
const compiled = new Map<Kind, ValidateFunction>()

/** What was sent where a pointer leads; undefined where nothing was. */
function sentAt(content: unknown, pointer: string): unknown {
  let value = content
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null || !(step in value)) return undefined
    value = Reflect.get(value, step)
  }
  return value
}

/** An empty text breaks a pattern; its reader is told that it is required. */
const orEmpty = (error: ErrorObject, content: unknown): ErrorObject =>
  error.keyword === 'pattern' && sentAt(content, error.instancePath) === ''
    ? { ...error, keyword: 'minLength', params: { limit: 1 } }
    : error

/** What is wrong with the shape of a record; pointers within it. */
export function shapeFaults(kind: Kind, content: unknown): Fault[] {
  const validate = compiled.get(kind) ?? ajv.compile(schemas[kind].items)
  compiled.set(kind, validate)
  if (validate(content)) return []
  const errors = (validate.errors ?? []).map(error => orEmpty(error, content))
  // A union complains for each of its branches: what was not sent belongs to those that were not meant.
  const unions = errors.filter(error => error.keyword === 'anyOf').map(error => error.instancePath)
  const isWithin = (path: string) => unions.some(union => path.startsWith(`${union}/`))
  const meant = errors.filter(
    ({ keyword, instancePath }) =>
      isWithin(instancePath) &&
      keyword !== 'const' &&
      keyword !== 'anyOf' &&
      sentAt(content, instancePath) !== undefined,
  )
  const isTold = (union: string) => meant.some(({ instancePath }) => instancePath.startsWith(`${union}/`))
  const telling = errors.filter(error =>
    error.keyword === 'anyOf'
      ? !isTold(error.instancePath)
      : meant.includes(error) || !(isWithin(error.instancePath) || unions.includes(error.instancePath)),
  )
  return fieldErrors(telling as Parameters<typeof fieldErrors>[0])
}
