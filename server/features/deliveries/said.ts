import type { Text } from '@maillage/matching/catalogue.ts'

const french = new Intl.NumberFormat('fr')
const english = new Intl.NumberFormat('en')

/** Why a step of a delivery is refused, in the reader's language. */
export const said = {
  notOrdered: {
    fr: 'Cette ligne n’est pas commandée : le marché ou le bon de commande n’est pas accepté.',
    en: 'This line is not ordered: its contract or call-off is not accepted.',
  },
  planned: {
    fr: 'Une livraison s’annonce pour aujourd’hui ou plus tard.',
    en: 'A delivery is announced for today or later.',
  },
  future: {
    fr: 'Indiquez un jour passé ou aujourd’hui.',
    en: 'Give a day past, or today.',
  },
  notReturned: {
    fr: 'Une livraison n’en remplace une autre que si celle-ci est repartie, et une seule fois.',
    en: 'A delivery replaces another one only when that has gone back, and once.',
  },
  discontinued: {
    fr: 'Trop de lots refusés de suite : l’acheteur doit d’abord accepter que les livraisons reprennent.',
    en: 'Too many lots refused in a row: the buyer has to agree first that deliveries go on.',
  },
  notDiscontinued: {
    fr: 'Les livraisons de cet article ne sont pas arrêtées.',
    en: 'Deliveries of this item are not stopped.',
  },
  sortedAlready: {
    fr: 'Un lot trié ne se présente qu’une seconde fois : celui-ci doit repartir.',
    en: 'A sorted lot is presented a second time and no more: this one has to go back.',
  },
  removedAll: {
    fr: 'Il doit rester des pièces à présenter : sinon, le lot repart en entier.',
    en: 'Some pieces have to be left to present: otherwise all of it goes back.',
  },
  sample: {
    fr: 'Dites si le lot est conforme à l’échantillon approuvé.',
    en: 'Say whether the lot conforms to the approved sample.',
  },
  noSample: {
    fr: 'Cette ligne n’a pas d’échantillon approuvé.',
    en: 'This line has no approved sample.',
  },
  sampled: {
    fr: 'Un lot d’une seule pièce se regarde en entier.',
    en: 'A lot of one piece is looked at whole.',
  },
  sampleThere: {
    fr: 'Cette ligne a déjà son échantillon approuvé.',
    en: 'This line has its approved sample already.',
  },
  noLine: { fr: 'Cette ligne n’est pas de ce marché.', en: 'This line is not of this contract.' },
  undecided: {
    fr: 'Des livraisons reçues attendent une décision : contrôlez-les ou rendez-les d’abord.',
    en: 'Deliveries that came in wait for a decision: inspect them or send them back first.',
  },
  reached: { fr: 'Ce jalon est déjà atteint.', en: 'This milestone is reached already.' },
  above: (left: number): Text => ({
    fr: `C’est plus que ce qui reste à livrer de cette ligne : ${french.format(left)} au plus.`,
    en: `This is more than is left to deliver of this line: ${english.format(left)} at most.`,
  }),
  counted: (announced: number): Text => ({
    fr: `C’est plus que ce qui était annoncé : ${french.format(announced)} au plus. Le surplus s’annonce comme une autre livraison.`,
    en: `This is more than was announced: ${english.format(announced)} at most. What is over is announced as another delivery.`,
  }),
  found: (sample: number): Text => ({
    fr: `C’est plus que les ${french.format(sample)} pièces de l’échantillon.`,
    en: `This is more than the ${english.format(sample)} pieces of the sample.`,
  }),
}
