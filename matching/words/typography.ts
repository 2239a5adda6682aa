/** Numbers, dates and lists as each language writes them. Written out here so that every reader prints the same text. */
import type { Language, NamedKind } from './sentence.ts'

/** Narrow no-break space: in French it groups thousands and stands before %, ;, :, ! and ?. */
export const narrow = '\u202f'
/** No-break space: keeps a number with its unit. */
export const fixed = '\u00a0'

const marks = { fr: { group: narrow, decimal: ',' }, en: { group: ',', decimal: '.' } }

/** `1234.5` as `1 234,5` or `1,234.5`, with at most `decimals` of them, none when they are zero. */
export function number(value: number, language: Language, decimals = 0): string {
  const rounded = Math.abs(value).toFixed(decimals)
  const [whole = '0', fraction = ''] = rounded.split('.')
  const grouped = whole.replace(/\B(?=(\d{3})+$)/g, marks[language].group)
  const kept = fraction.replace(/0+$/, '')
  const sign = value < 0 && Number(rounded) !== 0 ? '−' : ''
  return sign + grouped + (kept === '' ? '' : marks[language].decimal + kept)
}

/** A share of 1 as a percentage: `42 %` or `42%`. */
export function percent(share: number, language: Language): string {
  return number(share * 100, language) + (language === 'fr' ? narrow + '%' : '%')
}

const months = {
  fr: [
    'janvier',
    'février',
    'mars',
    'avril',
    'mai',
    'juin',
    'juillet',
    'août',
    'septembre',
    'octobre',
    'novembre',
    'décembre',
  ],
  en: [
    'January',
    'February',
    'March',
    'April',
    'May',
    'June',
    'July',
    'August',
    'September',
    'October',
    'November',
    'December',
  ],
}

/** An ISO date in words: `1er décembre 2026`, `1 December 2026`. */
export function day(isoDate: string, language: Language): string {
  const [year = '', month = '', date = ''] = isoDate.split('-')
  const number = language === 'fr' && date === '01' ? '1er' : String(Number(date))
  return `${number}${fixed}${months[language][Number(month) - 1] ?? month} ${year}`
}

/** `a, b et c`; the empty text for no word. */
export function list(words: readonly string[], language: Language): string {
  if (words.length < 2) return words[0] ?? ''
  return `${words.slice(0, -1).join(', ')} ${language === 'fr' ? 'et' : 'and'} ${words.at(-1) ?? ''}`
}

/**
 * Integer cents that are estimated, as euros: with two decimals, or none from 1,000 euros up. What was offered, asked or agreed is
 * never rounded (`amount` of the papers), and no mail tells any.
 */
export function estimated(cents: number, language: Language): string {
  const amount = cents / 100
  const text = Math.abs(amount) >= 1000 ? number(amount, language) : twoDecimals(amount, language)
  return language === 'fr' ? text + fixed + '€' : '€' + text
}

function twoDecimals(amount: number, language: Language): string {
  const [whole = '0', fraction = '00'] = amount.toFixed(2).split('.')
  return number(Number(whole), language) + marks[language].decimal + fraction
}

/** Kinds of things whose names are common nouns: without their capital in the course of a sentence. */
const commonNouns: ReadonlySet<NamedKind> = new Set([
  'item',
  'subject',
  'process',
  'machine-type',
  'trade',
  'material-family',
])

/** A name as written in the course of a sentence: `Tissage` becomes `tissage`, `FFP2` and `Atelier Garonne` stay. */
export function inside(name: string, kind: NamedKind): string {
  const [first = '', second = ''] = name
  const acronym = second !== second.toLowerCase() || /\d/.test(second)
  return commonNouns.has(kind) && !acronym ? first.toLowerCase() + name.slice(first.length) : name
}
