import {
  SerializerSelector,
  type Serializer,
  type SerializerFactory,
} from '@fastify/fast-json-stringify-compiler'

const made = new Map<string, Serializer>()

/** What tells the kinds of a union apart is compiled too; making its code shorter took half of that, and it runs no faster. */
const ajv = { code: { optimize: false } }

/**
 * Writes answers by their schemas, as Fastify does by itself, but makes one writer for all answers of one form, when the
 * first of them is written: every route may refuse in the same few ways, and making a writer for each of them took most of
 * a start.
 */
export const buildSerializer: SerializerFactory = (externalSchemas, options) => {
  const compile = SerializerSelector()(externalSchemas, { ...options, ajv })
  const shared = JSON.stringify(externalSchemas)
  return route => {
    const key = JSON.stringify(route.schema) + shared
    const before = made.get(key)
    if (before !== undefined) return before
    let compiled: Serializer | undefined
    const serializer: Serializer = answer => {
      compiled ??= compile(route)
      return compiled(answer)
    }
    made.set(key, serializer)
    return serializer
  }
}
