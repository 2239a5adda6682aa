import type { Text } from '@maillage/matching/catalogue.ts'
import { day, number } from '@maillage/matching/words/typography.ts'

/** Why a movement, a count or a lot is refused, in the reader's language. */
export const said = {
  unknownLot: {
    fr: 'Ce lot n’est pas dans ce dépôt.',
    en: 'This lot is not in this depot.',
  },
  short: (there: number): Text => ({
    fr: `Il n’y en a que ${number(there, 'fr')} ici\u00a0: diminuez la quantité.`,
    en: `There are only ${number(there, 'en')} here: lower the quantity.`,
  }),
  expired: (on: string): Text => ({
    fr: `Ce lot est périmé depuis le ${day(on, 'fr')}\u00a0: il ne peut que sortir en perte, pour être détruit.`,
    en: `This lot expired on ${day(on, 'en')}: it can only go out as a loss, to be destroyed.`,
  }),
  regimeOver: (on: string): Text => ({
    fr: `Le régime sous lequel ce lot a été fait ne permet plus de s’en servir depuis le ${day(on, 'fr')}\u00a0: il ne peut que sortir en perte.`,
    en: `The regime that this lot was made under has not let it be used since ${day(on, 'en')}: it can only go out as a loss.`,
  }),
  regime: {
    fr: 'Choisissez le droit commun, ou un régime du référentiel qui a été mis en vigueur.',
    en: 'Choose normal law, or a regime of the catalogue that has been put in force.',
  },
  alreadyExpired: {
    fr: 'Cette date est passée\u00a0: un lot périmé n’entre pas en stock.',
    en: 'This date has passed: an expired lot does not come into stock.',
  },
  otherExpiry: (on: string | null): Text => ({
    fr: `Ce lot est connu ici ${on === null ? 'sans péremption' : `avec le ${day(on, 'fr')}`}\u00a0: corrigez la fiche du lot, ou le numéro.`,
    en: `This lot is known here ${on === null ? 'without an expiry' : `with ${day(on, 'en')}`}: correct the lot’s page, or the number.`,
  }),
  size: {
    fr: 'Cet article n’existe pas dans cette taille.',
    en: 'This item does not come in this size.',
  },
  otherDepot: {
    fr: 'Choisissez un autre dépôt ouvert, auquel vous pouvez envoyer.',
    en: 'Choose another open depot that you may send to.',
  },
  reason: {
    fr: 'Dites pourquoi\u00a0: cela reste au journal du lot.',
    en: 'Say why: it stays in the lot’s record.',
  },
  closed: { fr: 'Ce dépôt est fermé.', en: 'This depot is closed.' },
  notEmpty: {
    fr: 'Ce dépôt n’est pas vide\u00a0: transférez ou sortez d’abord ce qu’il contient.',
    en: 'This depot is not empty: transfer or take out first what it holds.',
  },
  nameTaken: { fr: 'Un dépôt porte déjà ce nom.', en: 'A depot has this name already.' },
  reversed: { fr: 'Ce mouvement est déjà annulé.', en: 'This movement is undone already.' },
  isReversal: {
    fr: 'Une annulation ne s’annule pas\u00a0: refaites le mouvement.',
    en: 'What undoes is not undone: make the movement again.',
  },
  isCount: {
    fr: 'Un comptage ne s’annule pas\u00a0: comptez de nouveau.',
    en: 'A count is not undone: count again.',
  },
  countedSince: {
    fr: 'Ce lot a été compté depuis\u00a0: le comptage fait foi. Comptez de nouveau s’il est faux.',
    en: 'This lot has been counted since, and the count stands. Count again if it is wrong.',
  },
  gone: (there: number): Text => ({
    fr: `Il n’en reste que ${number(there, 'fr')} là où ce mouvement les a mis\u00a0: annulez d’abord ce qui a suivi.`,
    en: `Only ${number(there, 'en')} are left where this movement put them: undo first what came after.`,
  }),
  bookMoved: (book: number): Text => ({
    fr: `Le stock a bougé pendant le comptage\u00a0: le livre dit maintenant ${number(book, 'fr')}. Vérifiez cette ligne.`,
    en: `The stock moved while you counted: the book now says ${number(book, 'en')}. Check this line.`,
  }),
  countedMeanwhile: {
    fr: 'Quelqu’un a compté ce dépôt entre-temps\u00a0: rouvrez la feuille de comptage.',
    en: 'Someone has counted this depot in the meantime: open the count sheet again.',
  },
  notAccepted: { fr: 'Cette livraison n’est pas admise.', en: 'This delivery is not accepted.' },
  alreadyIn: { fr: 'Cette livraison est déjà entrée en stock.', en: 'This delivery is in stock already.' },
  answered: { fr: 'Cette offre a déjà reçu sa réponse.', en: 'This offer has been answered already.' },
} as const
