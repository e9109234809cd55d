import { fileURLToPath } from 'node:url'
import { GlobalFonts } from '@napi-rs/canvas'

/** The typefaces of scans: two in several weights, one of old prints, one of signs and one of the brush. */
export const typefaces = [
  'noto-sans-sc/400Regular/NotoSansSC_400Regular', 'noto-sans-sc/700Bold/NotoSansSC_700Bold', 'noto-sans-sc/900Black/NotoSansSC_900Black',
  'noto-serif-sc/400Regular/NotoSerifSC_400Regular', 'noto-serif-sc/700Bold/NotoSerifSC_700Bold',
  'zcool-xiaowei/400Regular/ZCOOLXiaoWei_400Regular', 'zcool-qingke-huangyou/400Regular/ZCOOLQingKeHuangYou_400Regular',
  'ma-shan-zheng/400Regular/MaShanZheng_400Regular',
] as const
export type Typeface = typeof typefaces[number]

/** The name under which a canvas knows a typeface; a star that it lacks comes from another. */
export function familyOf (typeface: Typeface): string {
  return [typeface, typefaces[1]].map((name) => {
    if (!GlobalFonts.has(name)) {
      GlobalFonts.registerFromPath(fileURLToPath(import.meta.resolve(`@expo-google-fonts/${name}.ttf`)), name)
    }
    return `"${name}"`
  }).join(', ')
}
