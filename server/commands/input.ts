import { readFile } from 'node:fs/promises'
import { text as readAll } from 'node:stream/consumers'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { findNodeAtLocation, getNodePath, type Node, type ParseError, parseTree } from 'jsonc-parser'
import type { Static, TSchema } from 'typebox'
import { isCode } from '../environment.ts'
import type { Fault } from '../problems/faults.ts'
import type { Language } from '../problems/problem.ts'
import { fieldErrors } from '../problems/validation-messages.ts'
import { nearestIds } from './nearest-ids.ts'

/** What was given cannot be used: a line for each thing to put right. */
export class InputError extends Error {
  readonly lines: string[]
  constructor(lines: string[]) {
    super(lines.join('\n'))
    this.lines = lines
  }
}

/** A JSON text with the place of everything in it. */
export interface Document {
  file: string
  value: unknown
  /** Where the value of a JSON pointer stands, or what holds it where it is not there. */
  placeOf(pointer: string): Place
}

interface Place {
  line: number
  column: number
}

const said = {
  missing: { fr: 'ce fichier n’existe pas.', en: 'there is no such file.' },
  unreadable: { fr: 'ce fichier ne peut pas être lu.', en: 'this file cannot be read.' },
  notJson: { fr: 'ce n’est pas du JSON.', en: 'this is not JSON.' },
  empty: { fr: 'il n’y a rien à lire.', en: 'there is nothing to read.' },
  twice: { fr: 'Ce champ est donné deux fois.', en: 'This field is given twice.' },
  at: {
    fr: ({ line, column }: Place) => `ligne ${line}, colonne ${column}`,
    en: ({ line, column }: Place) => `line ${line}, column ${column}`,
  },
}

/** Text of a file, or of the standard input for `-`, without the mark that Windows programs begin UTF-8 with. */
export async function readText(file: string, language: Language): Promise<string> {
  try {
    const text = await (file === '-' ? readAll(process.stdin) : readFile(file, 'utf8'))
    return text.replace(/^\uFEFF/, '')
  } catch (error) {
    throw new InputError([`${file}: ${(isCode(error, 'ENOENT') ? said.missing : said.unreadable)[language]}`])
  }
}

function placeAt(text: string, offset: number, firstLine: number): Place {
  const before = text.slice(0, offset)
  return {
    line: firstLine + before.split('\n').length - 1,
    column: offset - (before.lastIndexOf('\n') + 1) + 1,
  }
}

/** The value and its tree; throws `InputError` with the line and the column of the first character that is no JSON. */
function parse(
  file: string,
  text: string,
  language: Language,
  firstLine = 1,
  within = '',
): { value: unknown; tree: Node } {
  const errors: ParseError[] = []
  const tree = parseTree(text, errors, { disallowComments: true, allowTrailingComma: false })
  const value = valueOf(text)
  if (value !== undefined && tree !== undefined) {
    const twice = [...givenTwice(tree)].map(node => {
      const at = said.at[language](placeAt(text, node.offset, firstLine))
      return `${file}, ${at}: ${[within, ...getNodePath(node)].join('/')}: ${said.twice[language]}`
    })
    if (twice.length > 0) throw new InputError(twice)
    return { value, tree }
  }
  const place = placeAt(text, errors[0]?.offset ?? text.trimEnd().length, firstLine)
  const sentence = text.trim() === '' ? said.empty : said.notJson
  throw new InputError([`${file}, ${said.at[language](place)}: ${sentence[language]}`])
}

/** The value of a JSON text; undefined where it is none. */
function valueOf(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

/** Names that an object gives again: which of the two values was meant cannot be told. */
function* givenTwice({ type, children = [] }: Node): Generator<Node> {
  const names = new Set<unknown>()
  for (const child of children) {
    const [name] = child.children ?? []
    if (type === 'object' && name !== undefined) {
      if (names.has(name.value)) yield name
      names.add(name.value)
    }
    yield* givenTwice(child)
  }
}

const steps = (pointer: string) =>
  pointer
    .split('/')
    .slice(1)
    .map(step => step.replaceAll('~1', '/').replaceAll('~0', '~'))

function offsetOf(tree: Node, path: string[]): number {
  let node = tree
  for (const step of path) {
    const next = findNodeAtLocation(node, [node.type === 'array' ? Number(step) : step])
    if (next === undefined) break
    node = next
  }
  return node.offset
}

/** One JSON value. Throws `InputError` where it is malformed. */
export function parseDocument(file: string, text: string, language: Language): Document {
  const { value, tree } = parse(file, text, language)
  return { file, value, placeOf: pointer => placeAt(text, offsetOf(tree, steps(pointer)), 1) }
}

/** Records: a JSON array, one object, or an object a line (JSON lines). Throws `InputError` where it is malformed. */
export function parseRecords(file: string, text: string, language: Language): Document {
  const lines = text.split('\n').flatMap((line, index) => (line.trim() === '' ? [] : [{ line, index }]))
  if (lines.length < 2 || !areRecords(lines.map(({ line }) => line))) {
    const document = parseDocument(file, text, language)
    if (Array.isArray(document.value)) return document
    return {
      file,
      value: [document.value],
      placeOf: pointer => document.placeOf(pointer.replace(/^\/0/, '')),
    }
  }
  const records = lines.map(({ line, index }, position) => ({
    line,
    index,
    ...parse(file, line, language, index + 1, `/${position}`),
  }))
  return {
    file,
    value: records.map(({ value }) => value),
    placeOf(pointer) {
      const [position, ...path] = steps(pointer)
      const record = records[Number(position ?? 0)]
      if (record === undefined) return { line: 1, column: 1 }
      return placeAt(record.line, offsetOf(record.tree, path), record.index + 1)
    },
  }
}

/** Whether each line is, or begins as, an object by itself: the first, or one cut short among them. */
function areRecords(lines: string[]): boolean {
  const begins = (line: string) => line.trimStart().startsWith('{')
  const [first = ''] = lines
  return begins(first) && (valueOf(first) !== undefined || lines.every(begins))
}

const ajv = new Ajv({ allErrors: true, coerceTypes: false, strictTypes: false })
addFormats.default(ajv)

/** The value of a document that is as its schema says; throws `InputError` naming every field that is not. */
export function check<Schema extends TSchema>(
  schema: Schema,
  document: Document,
  language: Language,
): Static<Schema> {
  const validate = ajv.compile<Static<Schema>>(schema)
  const { value } = document
  if (validate(value)) return value
  const errors = (validate.errors ?? []).map(error =>
    error.keyword === 'additionalProperties'
      ? { ...error, instancePath: `${error.instancePath}/${String(error.params.additionalProperty)}` }
      : error,
  )
  const offered = new Map(
    errors
      .filter(({ keyword }) => keyword === 'enum')
      .map(({ instancePath, params }) => [
        instancePath,
        nearestIds(params.allowedValues, valueAt(value, instancePath)),
      ]),
  )
  const faults = fieldErrors(errors).map(({ field, message }): Fault => ({
    field,
    message: offered.get(field) ?? message,
  }))
  throw faulty(document, faults, language)
}

function valueAt(value: unknown, pointer: string): unknown {
  return steps(pointer).reduce<unknown>(
    (held, step) => (typeof held === 'object' && held !== null ? Reflect.get(held, step) : undefined),
    value,
  )
}

/** The error that names fields of a document by their JSON pointers, each with its line. */
export function faulty(document: Document, faults: Fault[], language: Language): InputError {
  return new InputError(
    faults.map(({ field, message }) => {
      const place = said.at[language](document.placeOf(field))
      return `${document.file}, ${place}: ${field || '/'}: ${message[language]}`
    }),
  )
}
