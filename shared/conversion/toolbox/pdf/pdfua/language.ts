import { quoted } from '../pdfa/notPossible.ts';
import { notAccessible } from './notAccessible.ts';

/** 7.2: a language must have the form of BCP 47, such as `en-GB`. @throws DocumentRefused `pdfua_not_possible` */
export function checkLanguage(language: string | undefined, place = ''): void {
  if (language !== undefined && !/^[a-z]{1,8}(-[a-z0-9]{1,8})*$/i.test(language))
    throw notAccessible(`the language ${quoted(language)}${place} is not named as in “en-GB”`);
}
