import { list } from './fontTable.ts';

/** Fonts for Chinese, Japanese and Korean, in order of preference. They share characters but draw them differently. */
export const eastAsia = {
  japanese: 'Noto Sans JP',
  simplified: 'Noto Sans SC',
  traditional: 'Noto Sans TC',
  korean: 'Noto Sans KR',
} as const;
export type Writing = keyof typeof eastAsia;

/** Common East Asian fonts by writing system, for text without a language tag. */
export const eastAsianFonts: Readonly<Record<Writing, readonly string[]>> = {
  japanese: list(
    `MS Gothic, MS PGothic, MS UI Gothic, MS Mincho, MS PMincho, Meiryo, Meiryo UI, Yu Gothic, Yu Gothic UI, Yu Mincho, Hiragino Sans,
    Hiragino Mincho ProN, Hiragino Kaku Gothic ProN, ＭＳ ゴシック, ＭＳ Ｐゴシック, ＭＳ 明朝, ＭＳ Ｐ明朝, メイリオ, 游ゴシック, 游明朝,
    Noto Serif JP, Noto Sans CJK JP, Noto Serif CJK JP, Source Han Sans JP, BIZ UDGothic, BIZ UDMincho`,
  ),
  simplified: list(
    `SimSun, NSimSun, SimHei, KaiTi, FangSong, DengXian, Microsoft YaHei, Microsoft YaHei UI, PingFang SC, Heiti SC, Songti SC,
    STSong, STHeiti, STKaiti, STFangsong, 宋体, 新宋体, 黑体, 楷体, 仿宋, 等线, 微软雅黑, Noto Serif SC, Noto Sans CJK SC, Noto Serif CJK SC,
    Source Han Sans SC, Source Han Sans CN`,
  ),
  traditional: list(
    `PMingLiU, MingLiU, MingLiU_HKSCS, DFKai-SB, Microsoft JhengHei, Microsoft JhengHei UI, PingFang TC, PingFang HK, Heiti TC,
    新細明體, 細明體, 標楷體, 微軟正黑體, Noto Serif TC, Noto Sans CJK TC, Noto Serif CJK TC, Source Han Sans TC`,
  ),
  korean: list(
    `Malgun Gothic, Batang, BatangChe, Gulim, GulimChe, Dotum, DotumChe, Gungsuh, AppleGothic, Apple SD Gothic Neo, Nanum Gothic,
    NanumGothic, 맑은 고딕, 바탕, 굴림, 돋움, Noto Serif KR, Noto Sans CJK KR, Noto Serif CJK KR, Source Han Sans KR`,
  ),
};
