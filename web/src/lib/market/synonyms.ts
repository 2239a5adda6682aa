import { inLanguage, language } from '#lib/language.svelte.ts'

interface Named {
  name: { fr: string; en: string }
  synonyms: { fr: string[]; en: string[] }
}

const MOST = 6

/** What else a thing of the catalogue is called, a few of its names. */
export function otherNames(thing: Named): string {
  const name = inLanguage(thing.name).toLocaleLowerCase()
  return thing.synonyms[language()]
    .filter(synonym => synonym.toLocaleLowerCase() !== name)
    .slice(0, MOST)
    .join(', ')
}
