import type { Text } from '@maillage/matching/catalogue.ts'
import type { FastifySchemaValidationError } from 'fastify/types/schema.js'

const formats: Record<string, Text> = {
  date: { fr: 'Indiquez une date (jour, mois, année).', en: 'Give a date (day, month, year).' },
  email: { fr: 'Indiquez une adresse de courriel valable.', en: 'Give a valid e-mail address.' },
  uuid: { fr: 'Identifiant inconnu.', en: 'Unknown identifier.' },
}

const formless: Text = {
  fr: 'Ce champ n’a pas la forme attendue.',
  en: 'This field does not have the expected form.',
}

const types: Record<string, Text> = {
  integer: { fr: 'Indiquez un nombre entier.', en: 'Give a whole number.' },
  number: { fr: 'Indiquez un nombre.', en: 'Give a number.' },
  string: { fr: 'Indiquez un texte.', en: 'Give a text.' },
  boolean: { fr: 'Indiquez oui ou non (true ou false).', en: 'Give yes or no (true or false).' },
  array: { fr: 'Indiquez une liste : [ … ].', en: 'Give a list: [ … ].' },
  object: { fr: 'Indiquez un seul objet : { … }.', en: 'Give one object: { … }.' },
}

const patterns: Record<string, Text> = {
  '^https?://': { fr: 'Indiquez une adresse web : https://…', en: 'Give a web address: https://…' },
  '^\\d{8}$': { fr: 'Huit chiffres.', en: 'Eight digits.' },
  '^\\d{4}-\\d{2}-\\d{2}$': formats.date ?? formless,
  '^[A-N]\\d{4}$': {
    fr: 'Une lettre et quatre chiffres, comme H2402.',
    en: 'A letter and four digits, as H2402.',
  },
}

/** One sentence for one broken rule of a schema, in both languages. */
function message({ keyword, params }: FastifySchemaValidationError): Text {
  const limit = String(params.limit)
  switch (keyword) {
    case 'required':
      return { fr: 'Ce champ est obligatoire.', en: 'This field is required.' }
    case 'minimum':
      return { fr: `La valeur doit être au moins ${limit}.`, en: `The value must be at least ${limit}.` }
    case 'exclusiveMinimum':
      return { fr: `La valeur doit dépasser ${limit}.`, en: `The value must be more than ${limit}.` }
    case 'maximum':
      return { fr: `La valeur doit être au plus ${limit}.`, en: `The value must be at most ${limit}.` }
    case 'minLength':
      return limit === '1'
        ? { fr: 'Ce champ est obligatoire.', en: 'This field is required.' }
        : { fr: `${limit} caractères au moins.`, en: `At least ${limit} characters.` }
    case 'maxLength':
      return { fr: `${limit} caractères au plus.`, en: `At most ${limit} characters.` }
    case 'minItems':
      return { fr: `Il en faut au moins ${limit}.`, en: `At least ${limit} needed.` }
    case 'maxItems':
      return { fr: `${limit} lignes au plus.`, en: `At most ${limit} lines.` }
    case 'type':
      return types[String(params.type)] ?? formless
    case 'pattern':
      return patterns[String(params.pattern)] ?? formless
    case 'format':
      return formats[String(params.format)] ?? formless
    case 'enum':
    case 'const':
    case 'anyOf':
      return { fr: 'Choisissez une des valeurs proposées.', en: 'Choose one of the values offered.' }
    case 'additionalProperties':
      return {
        fr: `Champ inconnu : ${String(params.additionalProperty)}.`,
        en: `Unknown field: ${String(params.additionalProperty)}.`,
      }
    default:
      return formless
  }
}

/** A union complains for each of its branches: these say less than the error of the branch that was meant. */
const vague = (error: FastifySchemaValidationError) =>
  error.keyword === 'anyOf' ||
  error.keyword === 'const' ||
  (error.keyword === 'type' && error.params.type === 'null')

/** One error a field, the most telling one, as JSON pointers with sentences. */
export function fieldErrors(validation: FastifySchemaValidationError[]): { field: string; message: Text }[] {
  const byField = new Map<string, FastifySchemaValidationError>()
  for (const error of validation) {
    const missing = error.keyword === 'required' ? `/${String(error.params.missingProperty)}` : ''
    const field = error.instancePath + missing
    const first = byField.get(field)
    if (first === undefined || (vague(first) && !vague(error))) byField.set(field, error)
  }
  const fields = [...byField]
  const saidWithin = (field: string) => fields.some(([other]) => other.startsWith(`${field}/`))
  return fields
    .filter(([field, error]) => !vague(error) || !saidWithin(field))
    .map(([field, error]) => ({ field, message: message(error) }))
}
