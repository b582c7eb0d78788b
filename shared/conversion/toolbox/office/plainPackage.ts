import { isProgram } from '../../inputs/macros.ts';
import { allParts } from '../../inputs/zipContents.ts';
import { zipParts } from '../../inputs/zipParts.ts';
import type { Operation } from '../operation.ts';
import { singleFile } from '../singleFile.ts';

/** Makes a plain document of an OOXML template, slide show or document with macros, and of OpenDocument with programs. */
export const plainPackage: Operation = async ({ files }) => {
  const { name, bytes } = singleFile({ files });
  const parts = await allParts(bytes);
  for (const [path, content] of parts) {
    const edit = edits.find(({ pattern }) => pattern.test(path))?.edit;
    if (isProgram(path)) parts.delete(path);
    else if (edit) parts.set(path, Buffer.from(edit(content.toString('utf8'))));
  }
  return { files: [{ name, bytes: await zipParts(parts) }] };
};

const mainTypes: readonly [pattern: RegExp, type: string][] = [
  [
    /application\/vnd\.(openxmlformats-officedocument\.wordprocessingml|ms-word)\./,
    'wordprocessingml.document',
  ],
  [/application\/vnd\.(openxmlformats-officedocument\.spreadsheetml|ms-excel)\./, 'spreadsheetml.sheet'],
  [
    /application\/vnd\.(openxmlformats-officedocument\.presentationml|ms-powerpoint)\./,
    'presentationml.presentation',
  ],
];

const overrides = /<(?:\w+:)?Override\s[^<>]*>/g;
const relationships = /<(?:\w+:)?Relationship\s[^<>]*>/g;
const fileEntries = /<(?:\w+:)?file-entry\s[^<>]*>/g;

/** Removes the elements that refer to a program. In two steps, so that the time stays linear. */
const without = (xml: string, elements: RegExp, program: RegExp) =>
  xml.replace(elements, (element) => (program.test(element) ? '' : element));

/** Edits of parts that refer to programs or tell the kind of document. */
const edits: readonly { pattern: RegExp; edit: (xml: string) => string }[] = [
  {
    pattern: /^\[Content_Types\]\.xml$/,
    edit: (xml) =>
      without(
        xml.replace(/ContentType\s*=\s*["']([^"']+)\.main\+xml["']/g, (attribute, type) => {
          const plain = mainTypes.find(([pattern]) => pattern.test(type))?.[1];
          return plain
            ? `ContentType="application/vnd.openxmlformats-officedocument.${plain}.main+xml"`
            : attribute;
        }),
        overrides,
        /\/vba\w*\.(?:bin|xml)["']/i,
      ),
  },
  {
    pattern: /(^|\/)_rels\/[^/]+\.rels$/,
    edit: (xml) => without(xml, relationships, /\/(?:vbaProject|wordVbaData)["']/),
  },
  {
    pattern: /^META-INF\/manifest\.xml$/,
    edit: (xml) => without(xml, fileEntries, /full-path\s*=\s*["'](?:Basic|Scripts)\//),
  },
];
