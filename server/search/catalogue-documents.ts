import type { Item, MachineType } from '@maillage/matching/catalogue.ts'
import { ConceptSet } from './concept-set.ts'
import type { SearchDocument } from './document.ts'
import { type DocumentMaker, normCodes } from './firm-document.ts'

/** The things of the catalogue that people look for: what is made, and on which machines. Anyone may read them. */
export function catalogueDocuments(maker: DocumentMaker): SearchDocument[] {
  const { items, machineTypes } = maker.catalogue
  return [
    ...items.filter(({ historic }) => !historic).map(item => productDocument(item, maker)),
    ...machineTypes.map(machineDocument),
  ]
}

const everyone = { audience: 'public' as const, owner: null, places: [], place: null, until: null }

function productDocument(item: Item, { catalogue }: DocumentMaker): SearchDocument {
  const norms = [...new Set(item.compliance.flatMap(way => way.norms))]
  const concepts = new ConceptSet()
  concepts.addAll('A', 'product', [item.id])
  if (item.family !== null) concepts.addAll('A', 'family', [item.family])
  concepts.addAll('B', 'norm', norms)
  if (item.materialFamily !== null) concepts.addAll('B', 'material', [item.materialFamily])
  return {
    ...everyone,
    kind: 'product',
    id: item.id,
    title: item.name,
    text: '',
    sentences: '',
    concepts: concepts.list(),
    said: [],
    capacity: {},
    codes: [...new Set([...normCodes(catalogue, norms), ...(item.cpv === null ? [] : [item.cpv])])],
    facets: { family: item.family === null ? [] : [item.family], certificate: norms },
    // What is sold to a buyer before what goes into it.
    standing: item.kind === 'product' ? 1 : 0.5,
  }
}

function machineDocument(machine: MachineType): SearchDocument {
  const processes = machine.processes.map(({ process }) => process)
  const concepts = new ConceptSet()
  concepts.addAll('A', 'machine', [machine.id])
  concepts.addAll('B', 'process', processes)
  return {
    ...everyone,
    kind: 'machine',
    id: machine.id,
    title: machine.name,
    text: '',
    sentences: '',
    concepts: concepts.list(),
    said: [],
    capacity: {},
    codes: [],
    facets: { process: [...new Set(processes)] },
    standing: 0.5,
  }
}
