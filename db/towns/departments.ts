import departments from './departments.json' with { type: 'json' }

export interface Department {
  /** INSEE code: `09`, `2A`. */
  code: string
  name: string
  regionCode: string
  region: string
}

/** The departments of France with their region. */
export function loadDepartments(): Department[] {
  return departments
}
