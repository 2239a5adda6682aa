import type { Lexeme, Weight } from '../document.ts'

/** A lexeme as PostgreSQL reads it in a query or a vector. */
export const quoted = (lexeme: string) => `'${lexeme.replaceAll('\\', '\\\\').replaceAll("'", "''")}'`

/**
 * A thing as it is in a vector where a firm's own words speak of it. Asked for by itself it needs no weights, which would
 * have every vector read.
 */
export const saidLexeme = (thing: Lexeme) => `~${thing}`

/** A question that PostgreSQL's full-text search understands, as text; empty where nothing is asked. */
export type TsQuery = string

export const lexeme = (word: string, weight: Weight | '' = ''): TsQuery =>
  `${quoted(word)}${weight === '' ? '' : `:${weight}`}`

export const allOf = (parts: TsQuery[]): TsQuery => joined(parts, ' & ')
export const anyOf = (parts: TsQuery[]): TsQuery => joined(parts, ' | ')

function joined(parts: TsQuery[], sign: string): TsQuery {
  const given = parts.filter(part => part !== '')
  return given.length > 1 ? `(${given.join(sign)})` : (given[0] ?? '')
}

/** A vector of lexemes, each with its weight. */
export const vectorOf = (lexemes: { lexeme: string; weight: Weight }[]): string =>
  lexemes.map(each => `${quoted(each.lexeme)}:1${each.weight}`).join(' ')
