/** A citizen as the form of a request asks for him. */
export type Citizen = {
  kind: 'citizen'
  name: string
  sex: 'female' | 'male'
  birthDate: string
  idNumber: string
  address: string
  phone: string
}

type Sketch = [name: string, sex: Citizen['sex'], birthDate: string, address: string]

// All invented.
const sketches = {
  lin: ['林若棠', 'female', '1984-03-12', '新民镇柳岸村12号'],
  zhou: ['周望舒', 'male', '1971-11-02', '新民镇柳岸村30号'],
  xu: ['许清和', 'male', '1990-06-25', '常熟市虞北路8号'],
  shen: ['沈砚秋', 'female', '1966-01-30', '新民镇建设路5号'],
  lu: ['陆知远', 'male', '1979-09-17', '常熟市海棠街21号'],
  gu: ['顾晚晴', 'female', '1995-12-08', 'A区梅溪路3号'],
  han: ['韩东篱', 'male', '1958-04-21', '新民镇石桥村7号'],
  su: ['苏云岫', 'female', '1988-07-14', '常熟市织里巷16号'],
  cheng: ['程以南', 'male', '1982-02-28', '市区人民路100号'],
  ye: ['叶听澜', 'female', '2001-05-05', '市区学府路9号'],
} as const satisfies Record<string, Sketch>

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const checkCharacters = '10X98765432'

/**
 * A resident ID number with its check character (GB 11643). The region is the code of a province itself, which is on
 * nobody's card, so that no number of this demonstration belongs to a real person.
 */
export function residentId (
  { birthDate, sex, serial }: Pick<Citizen, 'birthDate' | 'sex'> & { serial: number },
): string {
  const sequence = serial * 2 + (sex === 'male' ? 1 : 2)
  const digits = `320000${birthDate.replaceAll('-', '')}${String(sequence).padStart(3, '0')}`
  const sum = weights.reduce((total, weight, place) => total + weight * Number(digits[place]), 0)
  return `${digits}${checkCharacters[sum % 11]}`
}

/** The ten people who ask. */
export const people = Object.fromEntries(
  Object.entries(sketches).map(([key, sketch], at) => [key, citizen(sketch, at)]),
) as Record<keyof typeof sketches, Citizen>

function citizen ([name, sex, birthDate, address]: Sketch, at: number): Citizen {
  const idNumber = residentId({ birthDate, sex, serial: at })
  return { kind: 'citizen', name, sex, birthDate, idNumber, address, phone: `138000000${String(at).padStart(2, '0')}` }
}
