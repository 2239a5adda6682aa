import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import fp from 'fastify-plugin'

const options = { allErrors: true, useDefaults: true, removeAdditional: false } as const

/**
 * Every error of a body at once, and no guessing in bodies ("7" is not 7); what comes in an address is text, so there
 * numbers and lists are read from it.
 */
export const validation = fp(
  async app => {
    const strict = new Ajv({ ...options, coerceTypes: false })
    const lenient = new Ajv({ ...options, coerceTypes: 'array' })
    for (const ajv of [strict, lenient]) addFormats.default(ajv)
    app.setValidatorCompiler(({ schema, httpPart }) =>
      (httpPart === 'body' ? strict : lenient).compile(schema as object),
    )
  },
  { name: 'validation' },
)
