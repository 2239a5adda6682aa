import { parisMoment } from '../../paris-date.ts'
import { letter, type Mail } from './words.ts'

/** To every firm that can make it, at one instant and in one text: a tender is published. */
export function tenderPublished(said: {
  buyer: string
  title: string
  deadline: string
  link: string
}): Mail {
  const { buyer, title, deadline, link } = said
  return {
    fr: {
      subject: `Consultation\u00a0: ${title}`,
      body: letter(
        'Bonjour,',
        `${buyer} publie une consultation\u00a0: ${title}.`,
        `Les offres sont attendues avant le ${parisMoment(deadline, 'fr')} (heure de Paris). Elles restent scellées jusque-là.`,
        `Lire le dossier, poser une question, répondre\u00a0:\n${link}`,
        'Ce message est le même pour toutes les entreprises capables de répondre, et part au même instant.',
      ),
    },
    en: {
      subject: `Tender: ${title}`,
      body: letter(
        'Hello,',
        `${buyer} publishes a tender: ${title}.`,
        `Offers are expected before ${parisMoment(deadline, 'en')} (Paris time). They stay sealed until then.`,
        `Read the documents, ask a question, answer:\n${link}`,
        'This message is the same for every firm that can answer, and is sent at the same instant.',
      ),
    },
  }
}

/** To all who follow a tender: it was amended. */
export function tenderAmended(said: { title: string; deadline: string; reason: string; link: string }): Mail {
  const { title, deadline, reason, link } = said
  return {
    fr: {
      subject: `Consultation modifiée\u00a0: ${title}`,
      body: letter(
        'Bonjour,',
        `L’acheteur a modifié la consultation «\u00a0${title}\u00a0»\u00a0:\n${reason}`,
        `Date limite des offres\u00a0: ${parisMoment(deadline, 'fr')} (heure de Paris).`,
        `Lire la nouvelle version\u00a0:\n${link}`,
      ),
    },
    en: {
      subject: `Tender amended: ${title}`,
      body: letter(
        'Hello,',
        `The buyer has amended the tender “${title}”:\n${reason}`,
        `Deadline for offers: ${parisMoment(deadline, 'en')} (Paris time).`,
        `Read the new version:\n${link}`,
      ),
    },
  }
}

/** To all who follow a tender: a question was answered, whoever asked it. */
export function questionAnswered(said: {
  title: string
  question: string
  answer: string
  link: string
}): Mail {
  const { title, question, answer, link } = said
  return {
    fr: {
      subject: `Réponse à une question\u00a0: ${title}`,
      body: letter(
        'Bonjour,',
        `Question\u00a0:\n${question}`,
        `Réponse de l’acheteur\u00a0:\n${answer}`,
        `Toutes les questions et réponses\u00a0:\n${link}`,
      ),
    },
    en: {
      subject: `Answer to a question: ${title}`,
      body: letter(
        'Hello,',
        `Question:\n${question}`,
        `The buyer’s answer:\n${answer}`,
        `All questions and answers:\n${link}`,
      ),
    },
  }
}

/** To all who follow a tender: it ends without a contract. */
export function tenderEnded(said: {
  title: string
  reason: string
  /** Whether its offers were opened before. */
  isOpened: boolean
  link: string
}): Mail {
  const { title, reason, isOpened, link } = said
  return {
    fr: {
      subject: `Consultation sans suite\u00a0: ${title}`,
      body: letter(
        'Bonjour,',
        `L’acheteur ne donne pas suite à la consultation «\u00a0${title}\u00a0»\u00a0:\n${reason}`,
        isOpened ? link : `Les offres scellées ne seront pas ouvertes.\n${link}`,
      ),
    },
    en: {
      subject: `Tender ended without a contract: ${title}`,
      body: letter(
        'Hello,',
        `The buyer ends the tender “${title}” without a contract:\n${reason}`,
        isOpened ? link : `Sealed offers will not be opened.\n${link}`,
      ),
    },
  }
}
