import { loadCatalogue } from '@maillage/db/catalogue/load.ts'
import { loadWords } from '@maillage/db/catalogue/words/load.ts'
import { loadDepartments } from '@maillage/db/towns/departments.ts'
import { loadTowns } from '@maillage/db/towns/towns.ts'
import { compileLexicon } from '@maillage/matching/understanding/lexicon.ts'
import { needsFromText } from '@maillage/matching/understanding/needs.ts'
import { compilePlaces } from '@maillage/matching/understanding/places.ts'
import { profileFromText } from '@maillage/matching/understanding/profile.ts'

/** The day on which the texts are read: a Tuesday. */
export const today = '2026-11-24'

export const catalogue = loadCatalogue()
export const lexicon = compileLexicon(catalogue, loadWords())
export const places = compilePlaces({ towns: loadTowns(), departments: loadDepartments() })

export const profileOf = (text: string) => profileFromText(text, lexicon)
export const needsOf = (text: string, on = today) =>
  needsFromText(text, lexicon, catalogue, { today: on, places })
