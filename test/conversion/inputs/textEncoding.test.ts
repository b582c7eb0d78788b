import { describe, expect, it } from 'vitest';
import { pageText } from '../../../shared/conversion/inputs/pageEncoding.ts';
import { decodeText, knownEncoding } from '../../../shared/conversion/inputs/textEncoding.ts';
import { stepsSchema } from '../../../shared/conversion/steps/steps.ts';
import { encodedText } from '../encodedText.ts';

const russian = {
  short: 'Привет, мир',
  long: 'Все люди рождаются свободными и равными в своём достоинстве и правах. Они наделены разумом и совестью и должны поступать в отношении друг друга в духе братства.',
};
const polish = {
  short: 'Wszyscy ludzie rodzą się wolni',
  long: 'Wszyscy ludzie rodzą się wolni i równi pod względem swej godności i swych praw. Są oni obdarzeni rozumem i sumieniem i powinni postępować wobec innych w duchu braterstwa.',
};
const greek = {
  short: 'Γειά σου Κόσμε',
  long: 'Όλοι οι άνθρωποι γεννιούνται ελεύθεροι και ίσοι στην αξιοπρέπεια και τα δικαιώματα. Είναι προικισμένοι με λογική και συνείδηση.',
};
const japanese = {
  short: '商品名,価格\r\nりんご,120\r\n',
  long: 'すべての人間は、生まれながらにして自由であり、かつ、尊厳と権利とについて平等である。人間は、理性と良心とを授けられている。',
};
const german = {
  short: 'Grüße aus München',
  long: 'Alle Menschen sind frei und gleich an Würde und Rechten geboren – für 12 € „mit Vernunft und Gewissen“ begabt.',
};

/** Texts in each encoding: a line, and a longer one (mostly article 1 of the Universal Declaration of Human Rights). */
const texts: Record<string, { short: string; long: string }> = {
  'utf-8': { short: 'Zoë', long: russian.long },
  'utf-16le': { short: 'name,age\r\nAda,36\r\n', long: russian.long },
  'utf-16be': { short: 'name,age\r\nAda,36\r\n', long: german.long },
  shift_jis: japanese,
  'euc-jp': japanese,
  gbk: {
    short: '产品,价格\r\n苹果,12\r\n',
    long: '人人生而自由,在尊严和权利上一律平等。他们赋有理性和良心,并应以兄弟关系的精神相对待。',
  },
  big5: {
    short: '產品,價格\r\n蘋果,12\r\n',
    long: '人人生而自由，在尊嚴和權利上一律平等。他們賦有理性和良心，並應以兄弟關係的精神互相對待。',
  },
  'euc-kr': {
    short: '안녕하세요 세계',
    long: '모든 인간은 태어날 때부터 자유로우며 그 존엄과 권리에 있어 동등하다. 인간은 천부적으로 이성과 양심을 부여받았다.',
  },
  'windows-1250': polish,
  'iso-8859-2': polish,
  'windows-1251': russian,
  'iso-8859-5': russian,
  'koi8-r': russian,
  ibm866: russian,
  'windows-1252': german,
  'windows-1253': greek,
  'iso-8859-7': greek,
  'windows-1254': {
    short: 'Merhaba dünya, nasılsın',
    long: 'Bütün insanlar hür, haysiyet ve haklar bakımından eşit doğarlar. Akıl ve vicdana sahiptirler ve birbirlerine karşı kardeşlik zihniyeti ile hareket etmelidirler.',
  },
  'windows-1255': {
    short: 'ירושלים',
    long: 'כל בני האדם נולדו בני חורין ושווים בערכם ובזכויותיהם. כולם חוננו בתבונה ובמצפון.',
  },
  'windows-1256': {
    short: 'مرحبا بالعالم',
    long: 'يولد جميع الناس أحرارا متساوين في الكرامة والحقوق. وقد وهبوا عقلا وضميرا وعليهم أن يعامل بعضهم بعضا بروح الإخاء.',
  },
  'windows-1257': {
    short: 'Šiauliai',
    long: 'Visi žmonės gimsta laisvi ir lygūs savo orumu ir teisėmis. Jiems suteiktas protas ir sąžinė ir jie turi elgtis vienas kito atžvilgiu kaip broliai.',
  },
  'windows-874': {
    short: 'กรุงเทพ',
    long: 'มนุษย์ทั้งหลายเกิดมามีอิสระและเสมอภาคกันในเกียรติศักดิ์และสิทธิ ต่างมีเหตุผลและมโนธรรม',
  },
  'iso-8859-6': {
    short: 'يولد جميع الناس أحرارا',
    long: 'يولد جميع الناس أحرارا متساوين في الكرامة والحقوق. وقد وهبوا عقلا وضميرا.',
  },
};

describe.each(Object.entries(texts))('%s', (encoding, { short, long }) => {
  it.each([
    ['a line', short],
    ['a longer text', long],
    ['a line that repeats', `${short}\n`.repeat(20)],
    ['a text after many lines of ASCII', `${'plain,1\n'.repeat(20_000)}${long}`],
  ])('is detected from %s', async (_what, text) => {
    expect(await decodeText(encodedText(text, encoding))).toBe(text);
  });

  it('is read with the option', async () => {
    expect(await decodeText(encodedText(long, encoding), encoding.toUpperCase())).toBe(long);
  });
});

it('a byte order mark decides, and is removed', async () => {
  for (const encoding of ['utf-8', 'utf-16le', 'utf-16be'])
    expect(await decodeText(encodedText('\ufeffKäse', encoding))).toBe('Käse');
});

it('ISO-2022-JP is detected by its escape sequences', async () => {
  const bytes = Buffer.from('\x1b$B$3$s$K$A$O\x1b(B', 'latin1');
  expect(await decodeText(bytes)).toBe('こんにちは');
});

it('UTF-8 with a damaged character stays UTF-8', async () => {
  const damaged = Buffer.concat([Buffer.from(russian.long), Buffer.from([0xff, 0x20])]);
  expect(await decodeText(damaged)).toBe(`${russian.long}\ufffd `);
});

describe('a page', () => {
  it.each([
    ['as it declares', '<meta charset="windows-1251"><p>мир'],
    ['as its XML declaration says', '<?xml version="1.0" encoding="windows-1251"?><html>мир'],
    ['by detection without a declaration', `<p>${russian.short}`],
    ['by detection with an unknown declaration', `<meta charset="none"><p>${russian.short}`],
  ])('is decoded %s', async (_how, html) => {
    expect(await pageText(encodedText(html, 'windows-1251'))).toBe(html);
  });

  it('is decoded with the option in place of its declaration', async () => {
    const html = '<meta charset="iso-8859-1"><p>мир';
    expect(await pageText(encodedText(html, 'windows-1251'), 'cp1251')).toBe(html);
  });
});

describe('the option `encoding`', () => {
  const parse = (encoding: string) =>
    stepsSchema.safeParse([{ type: 'convert', to: 'pdf', encoding }]).success;

  it.each(['windows-1251', 'Shift_JIS', 'CP932', 'cp949', 'latin1', 'ISO-8859-15', 'UTF-16LE', 'GB2312'])(
    'accepts %s',
    (name) => expect(parse(name)).toBe(true),
  );

  it.each(['', 'none', 'windows-9999', 'utf-8\n1'])('refuses “%s”', (name) =>
    expect(parse(name)).toBe(false),
  );

  it('uses the names of the Encoding Standard', () => {
    expect(['SJIS', 'cp936', 'latin1'].map(knownEncoding)).toEqual(['shift_jis', 'gbk', 'windows-1252']);
  });
});
