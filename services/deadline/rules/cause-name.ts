import type { Bilingual } from '@lightwell/regimes/citation'
import type { Regime } from '@lightwell/regimes/regime'

const unnamed: Bilingual = { zh: '其他原因', en: 'another cause' }

/** The cause of an extension in the words of its law. */
export function causeName ({ extension }: Pick<Regime, 'extension'>, code: string): Bilingual {
  return extension.reasons.value[code] ?? unnamed
}
