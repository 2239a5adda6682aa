import { Ajv } from 'ajv'

/** Says what of some data is not as a JSON Schema has it; empty where all is. */
export function validatorOf(schema: object): (data: unknown) => string[] {
  const ajv = new Ajv({ allErrors: true, strict: true, strictRequired: false })
  ajv.addFormat('uri', text => URL.canParse(text))
  ajv.addFormat('date-time', text => !Number.isNaN(Date.parse(text)))
  const validate = ajv.compile(schema)
  return data =>
    validate(data)
      ? []
      : (validate.errors ?? []).map(({ instancePath, message, params }) =>
          [instancePath, message, JSON.stringify(params)].join(' '),
        )
}
