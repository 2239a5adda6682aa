/** Why a firm is told of a need, and what it would do of it: the same words on a page and in a mail. */
import type { Mode } from '../match.ts'
import type { Language, Names } from './sentence.ts'
import { inside, list, narrow } from './typography.ts'

/** What is new about a need for a firm since it was last told. */
export type SuggestionChange =
  | 'new'
  | 'entered-first-ten'
  | 'became-feasible'
  | 'no-longer-feasible'
  | 'need-revised'
  | 'does-more'

/** Whose change made it so: the need itself, the firm's own profile, or another firm's. */
export type SuggestionCause = 'need' | 'own-profile' | 'other-firm'

/** Why a firm is told of a need now, and its part in the best partnership that it would be in. */
export interface Suggestion {
  change: SuggestionChange
  cause: SuggestionCause
  /** Place of that partnership in the need's list; 0 where there is none. */
  rank: number
  feasible: boolean
  /** Firms it would do it with. */
  partners: number
  /** The operations it would do, in the order of the work. */
  work: { process: string; mode: Mode }[]
}

const causes: Record<Language, Record<SuggestionCause, string>> = {
  fr: {
    need: 'Ce besoin vient d’être publié ou modifié.',
    'own-profile': 'Votre profil a changé et y répond.',
    'other-firm': 'Une autre entreprise a changé, et votre place avec elle.',
  },
  en: {
    need: 'This need has just been published or changed.',
    'own-profile': 'Your profile has changed and meets it.',
    'other-firm': 'Another firm has changed, and your place with it.',
  },
}

const changes: Record<Language, Record<Exclude<SuggestionChange, 'new' | 'entered-first-ten'>, string>> = {
  fr: {
    'became-feasible': 'Il est devenu réalisable à temps.',
    'no-longer-feasible': 'Il n’est plus réalisable à temps.',
    'need-revised': 'L’acheteur demande autre chose qu’avant.',
    'does-more': 'Vous en feriez plus qu’annoncé.',
  },
  en: {
    'became-feasible': 'It can now be done in time.',
    'no-longer-feasible': 'It can no longer be done in time.',
    'need-revised': 'The buyer asks for something else than before.',
    'does-more': 'You would do more of it than you were told.',
  },
}

/** Why now, in one sentence or two. */
export function whyNow({ change, cause }: Pick<Suggestion, 'change' | 'cause'>, language: Language): string {
  const why = causes[language][cause]
  if (change === 'new' || change === 'entered-first-ten') return why
  return change === 'need-revised' ? changes[language][change] : `${changes[language][change]} ${why}`
}

/** What the firm would do, how, with how many others, and where that stands; empty where it would do nothing. */
export function partOf(
  { work, partners, rank, feasible }: Suggestion,
  language: Language,
  names: Names,
): string {
  if (work.length === 0) return ''
  const after = language === 'fr' ? 'après réorientation' : 'after a reorientation'
  const done = work.map(({ process, mode }) => {
    const name = inside(names(process, 'process'), 'process')
    return mode === 'direct' ? name : `${name} (${after})`
  })
  if (language === 'fr') {
    const together =
      partners === 0
        ? 'sans partenaire'
        : partners === 1
          ? 'avec un partenaire'
          : `avec ${partners} partenaires`
    const time = feasible ? 'réalisable à temps' : 'pas encore réalisable en entier et à temps'
    return `Votre part${narrow}: ${list(done, 'fr')}, ${together}. Rang ${rank}, ${time}.`
  }
  const together =
    partners === 0 ? 'without a partner' : partners === 1 ? 'with a partner' : `with ${partners} partners`
  const time = feasible ? 'can be done in time' : 'not yet whole and in time'
  return `Your part: ${list(done, 'en')}, ${together}. Rank ${rank}, ${time}.`
}
