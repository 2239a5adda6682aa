import type { Language } from '../../problems/problem.ts'
import { csvOf } from '../tables/csv.ts'
import type { SealedLine } from './log.ts'

const headings: Record<Language, string[]> = {
  fr: ['Date (Paris)', 'Date (UTC)', 'Personne', 'Organisation', 'Fait', 'Changements', 'Sceau', 'Empreinte'],
  en: ['Date (Paris)', 'Date (UTC)', 'Person', 'Organisation', 'What', 'Changes', 'Seal', 'Digest'],
}

const unnamed: Record<Language, string> = { fr: 'non nommée', en: 'not named' }
const system: Record<Language, string> = { fr: 'système', en: 'system' }

/** Who acted, in words. */
function actorIn({ actor }: SealedLine, language: Language): string {
  return actor === null ? system[language] : (actor.name ?? unnamed[language])
}

/** An instant in Paris, to the second: 2026-11-29 14:05:09. */
function inParis(at: string): string {
  return new Date(at).toLocaleString('sv-SE', { timeZone: 'Europe/Paris' })
}

/** A log as a table for spreadsheets, in one language. */
export function logCsv(lines: SealedLine[], language: Language): string {
  return csvOf([
    headings[language],
    ...lines.map(line => [
      inParis(line.at),
      line.at,
      actorIn(line, language),
      line.organisation?.name ?? null,
      line.what[language],
      line.changes.map(change => change[language]).join(' ; '),
      line.seal?.position ?? null,
      line.seal?.digest ?? null,
    ]),
  ])
}
