/*eslint-disable block-scoped-var, id-length, no-control-regex, no-magic-numbers, no-mixed-operators, no-prototype-builtins, no-redeclare, no-shadow, no-var, sort-vars, default-case, jsdoc/require-param*/
import $protobuf from "protobufjs/minimal.js";

// Common aliases
const $Writer = $protobuf.Writer, $util = $protobuf.util;
const $Object = $util.global.Object, $undefined = $util.global.undefined, $Error = $util.global.Error;

// Exported root namespace
const $root = $protobuf.roots["exportWriter"] || ($protobuf.roots["exportWriter"] = {});

export const TemporaryExposureKeyExport = $root.TemporaryExposureKeyExport = (() => {

    /**
     * Properties of a TemporaryExposureKeyExport.
     * @typedef {Object} TemporaryExposureKeyExport.$Properties
     * @property {number|null} [startTimestamp] TemporaryExposureKeyExport startTimestamp
     * @property {number|null} [endTimestamp] TemporaryExposureKeyExport endTimestamp
     * @property {string|null} [region] TemporaryExposureKeyExport region
     * @property {number|null} [batchNum] TemporaryExposureKeyExport batchNum
     * @property {number|null} [batchSize] TemporaryExposureKeyExport batchSize
     * @property {Array.<SignatureInfo.$Properties>|null} [signatureInfos] TemporaryExposureKeyExport signatureInfos
     * @property {Array.<TemporaryExposureKey.$Properties>|null} [keys] TemporaryExposureKeyExport keys
     * @property {Array.<TemporaryExposureKey.$Properties>|null} [revisedKeys] TemporaryExposureKeyExport revisedKeys
     * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
     */

    /**
     * Properties of a TemporaryExposureKeyExport.
     * @exports ITemporaryExposureKeyExport
     * @interface ITemporaryExposureKeyExport
     * @augments TemporaryExposureKeyExport.$Properties
     * @deprecated Use TemporaryExposureKeyExport.$Properties instead.
     */

    /**
     * Shape of a TemporaryExposureKeyExport.
     * @typedef {TemporaryExposureKeyExport.$Properties} TemporaryExposureKeyExport.$Shape
     */

    /**
     * Constructs a new TemporaryExposureKeyExport.
     * @exports TemporaryExposureKeyExport
     * @classdesc Represents a TemporaryExposureKeyExport.
     * @constructor
     * @param {TemporaryExposureKeyExport.$Properties=} [properties] Properties to set
     * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
     */
    const TemporaryExposureKeyExport = function (properties) {
        this.signatureInfos = [];
        this.keys = [];
        this.revisedKeys = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    /**
     * TemporaryExposureKeyExport startTimestamp.
     * @member {number} startTimestamp
     * @memberof TemporaryExposureKeyExport
     * @instance
     */
    TemporaryExposureKeyExport.prototype.startTimestamp = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

    /**
     * TemporaryExposureKeyExport endTimestamp.
     * @member {number} endTimestamp
     * @memberof TemporaryExposureKeyExport
     * @instance
     */
    TemporaryExposureKeyExport.prototype.endTimestamp = $util.Long ? $util.Long.fromBits(0,0,true) : 0;

    /**
     * TemporaryExposureKeyExport region.
     * @member {string} region
     * @memberof TemporaryExposureKeyExport
     * @instance
     */
    TemporaryExposureKeyExport.prototype.region = "";

    /**
     * TemporaryExposureKeyExport batchNum.
     * @member {number} batchNum
     * @memberof TemporaryExposureKeyExport
     * @instance
     */
    TemporaryExposureKeyExport.prototype.batchNum = 0;

    /**
     * TemporaryExposureKeyExport batchSize.
     * @member {number} batchSize
     * @memberof TemporaryExposureKeyExport
     * @instance
     */
    TemporaryExposureKeyExport.prototype.batchSize = 0;

    /**
     * TemporaryExposureKeyExport signatureInfos.
     * @member {Array.<SignatureInfo.$Properties>} signatureInfos
     * @memberof TemporaryExposureKeyExport
     * @instance
     */
    TemporaryExposureKeyExport.prototype.signatureInfos = $util.emptyArray;

    /**
     * TemporaryExposureKeyExport keys.
     * @member {Array.<TemporaryExposureKey.$Properties>} keys
     * @memberof TemporaryExposureKeyExport
     * @instance
     */
    TemporaryExposureKeyExport.prototype.keys = $util.emptyArray;

    /**
     * TemporaryExposureKeyExport revisedKeys.
     * @member {Array.<TemporaryExposureKey.$Properties>} revisedKeys
     * @memberof TemporaryExposureKeyExport
     * @instance
     */
    TemporaryExposureKeyExport.prototype.revisedKeys = $util.emptyArray;

    /**
     * Encodes the specified TemporaryExposureKeyExport message. Does not implicitly {@link TemporaryExposureKeyExport.verify|verify} messages.
     * @function encode
     * @memberof TemporaryExposureKeyExport
     * @static
     * @param {TemporaryExposureKeyExport.$Properties} message TemporaryExposureKeyExport message or plain object to encode
     * @param {$protobuf.Writer} [writer] Writer to encode to
     * @returns {$protobuf.Writer} Writer
     */
    TemporaryExposureKeyExport.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.startTimestamp != null && $Object.hasOwnProperty.call(message, "startTimestamp"))
            writer.uint32(/* id 1, wireType 1 =*/9).fixed64(message.startTimestamp);
        if (message.endTimestamp != null && $Object.hasOwnProperty.call(message, "endTimestamp"))
            writer.uint32(/* id 2, wireType 1 =*/17).fixed64(message.endTimestamp);
        if (message.region != null && $Object.hasOwnProperty.call(message, "region"))
            writer.uint32(/* id 3, wireType 2 =*/26).string(message.region);
        if (message.batchNum != null && $Object.hasOwnProperty.call(message, "batchNum"))
            writer.uint32(/* id 4, wireType 0 =*/32).int32(message.batchNum);
        if (message.batchSize != null && $Object.hasOwnProperty.call(message, "batchSize"))
            writer.uint32(/* id 5, wireType 0 =*/40).int32(message.batchSize);
        if (message.signatureInfos != null && message.signatureInfos.length)
            for (let i = 0; i < message.signatureInfos.length; ++i)
                $root.SignatureInfo.encode(message.signatureInfos[i], writer.uint32(/* id 6, wireType 2 =*/50).fork(), _depth + 1).ldelim();
        if (message.keys != null && message.keys.length)
            for (let i = 0; i < message.keys.length; ++i)
                $root.TemporaryExposureKey.encode(message.keys[i], writer.uint32(/* id 7, wireType 2 =*/58).fork(), _depth + 1).ldelim();
        if (message.revisedKeys != null && message.revisedKeys.length)
            for (let i = 0; i < message.revisedKeys.length; ++i)
                $root.TemporaryExposureKey.encode(message.revisedKeys[i], writer.uint32(/* id 8, wireType 2 =*/66).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    return TemporaryExposureKeyExport;
})();

export const SignatureInfo = $root.SignatureInfo = (() => {

    /**
     * Properties of a SignatureInfo.
     * @typedef {Object} SignatureInfo.$Properties
     * @property {string|null} [verificationKeyVersion] SignatureInfo verificationKeyVersion
     * @property {string|null} [verificationKeyId] SignatureInfo verificationKeyId
     * @property {string|null} [signatureAlgorithm] SignatureInfo signatureAlgorithm
     * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
     */

    /**
     * Properties of a SignatureInfo.
     * @exports ISignatureInfo
     * @interface ISignatureInfo
     * @augments SignatureInfo.$Properties
     * @deprecated Use SignatureInfo.$Properties instead.
     */

    /**
     * Shape of a SignatureInfo.
     * @typedef {SignatureInfo.$Properties} SignatureInfo.$Shape
     */

    /**
     * Constructs a new SignatureInfo.
     * @exports SignatureInfo
     * @classdesc Represents a SignatureInfo.
     * @constructor
     * @param {SignatureInfo.$Properties=} [properties] Properties to set
     * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
     */
    const SignatureInfo = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    /**
     * SignatureInfo verificationKeyVersion.
     * @member {string} verificationKeyVersion
     * @memberof SignatureInfo
     * @instance
     */
    SignatureInfo.prototype.verificationKeyVersion = "";

    /**
     * SignatureInfo verificationKeyId.
     * @member {string} verificationKeyId
     * @memberof SignatureInfo
     * @instance
     */
    SignatureInfo.prototype.verificationKeyId = "";

    /**
     * SignatureInfo signatureAlgorithm.
     * @member {string} signatureAlgorithm
     * @memberof SignatureInfo
     * @instance
     */
    SignatureInfo.prototype.signatureAlgorithm = "";

    /**
     * Encodes the specified SignatureInfo message. Does not implicitly {@link SignatureInfo.verify|verify} messages.
     * @function encode
     * @memberof SignatureInfo
     * @static
     * @param {SignatureInfo.$Properties} message SignatureInfo message or plain object to encode
     * @param {$protobuf.Writer} [writer] Writer to encode to
     * @returns {$protobuf.Writer} Writer
     */
    SignatureInfo.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.verificationKeyVersion != null && $Object.hasOwnProperty.call(message, "verificationKeyVersion"))
            writer.uint32(/* id 3, wireType 2 =*/26).string(message.verificationKeyVersion);
        if (message.verificationKeyId != null && $Object.hasOwnProperty.call(message, "verificationKeyId"))
            writer.uint32(/* id 4, wireType 2 =*/34).string(message.verificationKeyId);
        if (message.signatureAlgorithm != null && $Object.hasOwnProperty.call(message, "signatureAlgorithm"))
            writer.uint32(/* id 5, wireType 2 =*/42).string(message.signatureAlgorithm);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    return SignatureInfo;
})();

export const TemporaryExposureKey = $root.TemporaryExposureKey = (() => {

    /**
     * Properties of a TemporaryExposureKey.
     * @typedef {Object} TemporaryExposureKey.$Properties
     * @property {Uint8Array|null} [keyData] TemporaryExposureKey keyData
     * @property {number|null} [transmissionRiskLevel] TemporaryExposureKey transmissionRiskLevel
     * @property {number|null} [rollingStartIntervalNumber] TemporaryExposureKey rollingStartIntervalNumber
     * @property {number|null} [rollingPeriod] TemporaryExposureKey rollingPeriod
     * @property {TemporaryExposureKey.ReportType|null} [reportType] TemporaryExposureKey reportType
     * @property {number|null} [daysSinceOnsetOfSymptoms] TemporaryExposureKey daysSinceOnsetOfSymptoms
     * @property {boolean|null} [variantOfConcern] TemporaryExposureKey variantOfConcern
     * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
     */

    /**
     * Properties of a TemporaryExposureKey.
     * @exports ITemporaryExposureKey
     * @interface ITemporaryExposureKey
     * @augments TemporaryExposureKey.$Properties
     * @deprecated Use TemporaryExposureKey.$Properties instead.
     */

    /**
     * Shape of a TemporaryExposureKey.
     * @typedef {TemporaryExposureKey.$Properties} TemporaryExposureKey.$Shape
     */

    /**
     * Constructs a new TemporaryExposureKey.
     * @exports TemporaryExposureKey
     * @classdesc Represents a TemporaryExposureKey.
     * @constructor
     * @param {TemporaryExposureKey.$Properties=} [properties] Properties to set
     * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
     */
    const TemporaryExposureKey = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    /**
     * TemporaryExposureKey keyData.
     * @member {Uint8Array} keyData
     * @memberof TemporaryExposureKey
     * @instance
     */
    TemporaryExposureKey.prototype.keyData = $util.newBuffer([]);

    /**
     * TemporaryExposureKey transmissionRiskLevel.
     * @member {number} transmissionRiskLevel
     * @memberof TemporaryExposureKey
     * @instance
     */
    TemporaryExposureKey.prototype.transmissionRiskLevel = 0;

    /**
     * TemporaryExposureKey rollingStartIntervalNumber.
     * @member {number} rollingStartIntervalNumber
     * @memberof TemporaryExposureKey
     * @instance
     */
    TemporaryExposureKey.prototype.rollingStartIntervalNumber = 0;

    /**
     * TemporaryExposureKey rollingPeriod.
     * @member {number} rollingPeriod
     * @memberof TemporaryExposureKey
     * @instance
     */
    TemporaryExposureKey.prototype.rollingPeriod = 144;

    /**
     * TemporaryExposureKey reportType.
     * @member {TemporaryExposureKey.ReportType} reportType
     * @memberof TemporaryExposureKey
     * @instance
     */
    TemporaryExposureKey.prototype.reportType = 0;

    /**
     * TemporaryExposureKey daysSinceOnsetOfSymptoms.
     * @member {number} daysSinceOnsetOfSymptoms
     * @memberof TemporaryExposureKey
     * @instance
     */
    TemporaryExposureKey.prototype.daysSinceOnsetOfSymptoms = 0;

    /**
     * TemporaryExposureKey variantOfConcern.
     * @member {boolean} variantOfConcern
     * @memberof TemporaryExposureKey
     * @instance
     */
    TemporaryExposureKey.prototype.variantOfConcern = false;

    /**
     * Encodes the specified TemporaryExposureKey message. Does not implicitly {@link TemporaryExposureKey.verify|verify} messages.
     * @function encode
     * @memberof TemporaryExposureKey
     * @static
     * @param {TemporaryExposureKey.$Properties} message TemporaryExposureKey message or plain object to encode
     * @param {$protobuf.Writer} [writer] Writer to encode to
     * @returns {$protobuf.Writer} Writer
     */
    TemporaryExposureKey.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.keyData != null && $Object.hasOwnProperty.call(message, "keyData"))
            writer.uint32(/* id 1, wireType 2 =*/10).bytes(message.keyData);
        if (message.transmissionRiskLevel != null && $Object.hasOwnProperty.call(message, "transmissionRiskLevel"))
            writer.uint32(/* id 2, wireType 0 =*/16).int32(message.transmissionRiskLevel);
        if (message.rollingStartIntervalNumber != null && $Object.hasOwnProperty.call(message, "rollingStartIntervalNumber"))
            writer.uint32(/* id 3, wireType 0 =*/24).int32(message.rollingStartIntervalNumber);
        if (message.rollingPeriod != null && $Object.hasOwnProperty.call(message, "rollingPeriod"))
            writer.uint32(/* id 4, wireType 0 =*/32).int32(message.rollingPeriod);
        if (message.reportType != null && $Object.hasOwnProperty.call(message, "reportType"))
            writer.uint32(/* id 5, wireType 0 =*/40).int32(message.reportType);
        if (message.daysSinceOnsetOfSymptoms != null && $Object.hasOwnProperty.call(message, "daysSinceOnsetOfSymptoms"))
            writer.uint32(/* id 6, wireType 0 =*/48).sint32(message.daysSinceOnsetOfSymptoms);
        if (message.variantOfConcern != null && $Object.hasOwnProperty.call(message, "variantOfConcern"))
            writer.uint32(/* id 8, wireType 0 =*/64).bool(message.variantOfConcern);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    /**
     * ReportType enum.
     * @name TemporaryExposureKey.ReportType
     * @enum {number}
     * @property {number} UNKNOWN=0 UNKNOWN value
     * @property {number} CONFIRMED_TEST=1 CONFIRMED_TEST value
     * @property {number} CONFIRMED_CLINICAL_DIAGNOSIS=2 CONFIRMED_CLINICAL_DIAGNOSIS value
     * @property {number} SELF_REPORT=3 SELF_REPORT value
     * @property {number} RECURSIVE=4 RECURSIVE value
     * @property {number} REVOKED=5 REVOKED value
     */
    TemporaryExposureKey.ReportType = (function() {
        const valuesById = $Object.create(null), values = $Object.create(valuesById);
        values[valuesById[0] = "UNKNOWN"] = 0;
        values[valuesById[1] = "CONFIRMED_TEST"] = 1;
        values[valuesById[2] = "CONFIRMED_CLINICAL_DIAGNOSIS"] = 2;
        values[valuesById[3] = "SELF_REPORT"] = 3;
        values[valuesById[4] = "RECURSIVE"] = 4;
        values[valuesById[5] = "REVOKED"] = 5;
        return values;
    })();

    return TemporaryExposureKey;
})();

export const TEKSignatureList = $root.TEKSignatureList = (() => {

    /**
     * Properties of a TEKSignatureList.
     * @typedef {Object} TEKSignatureList.$Properties
     * @property {Array.<TEKSignature.$Properties>|null} [signatures] TEKSignatureList signatures
     * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
     */

    /**
     * Properties of a TEKSignatureList.
     * @exports ITEKSignatureList
     * @interface ITEKSignatureList
     * @augments TEKSignatureList.$Properties
     * @deprecated Use TEKSignatureList.$Properties instead.
     */

    /**
     * Shape of a TEKSignatureList.
     * @typedef {TEKSignatureList.$Properties} TEKSignatureList.$Shape
     */

    /**
     * Constructs a new TEKSignatureList.
     * @exports TEKSignatureList
     * @classdesc Represents a TEKSignatureList.
     * @constructor
     * @param {TEKSignatureList.$Properties=} [properties] Properties to set
     * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
     */
    const TEKSignatureList = function (properties) {
        this.signatures = [];
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    /**
     * TEKSignatureList signatures.
     * @member {Array.<TEKSignature.$Properties>} signatures
     * @memberof TEKSignatureList
     * @instance
     */
    TEKSignatureList.prototype.signatures = $util.emptyArray;

    /**
     * Encodes the specified TEKSignatureList message. Does not implicitly {@link TEKSignatureList.verify|verify} messages.
     * @function encode
     * @memberof TEKSignatureList
     * @static
     * @param {TEKSignatureList.$Properties} message TEKSignatureList message or plain object to encode
     * @param {$protobuf.Writer} [writer] Writer to encode to
     * @returns {$protobuf.Writer} Writer
     */
    TEKSignatureList.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.signatures != null && message.signatures.length)
            for (let i = 0; i < message.signatures.length; ++i)
                $root.TEKSignature.encode(message.signatures[i], writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    return TEKSignatureList;
})();

export const TEKSignature = $root.TEKSignature = (() => {

    /**
     * Properties of a TEKSignature.
     * @typedef {Object} TEKSignature.$Properties
     * @property {SignatureInfo.$Properties|null} [signatureInfo] TEKSignature signatureInfo
     * @property {number|null} [batchNum] TEKSignature batchNum
     * @property {number|null} [batchSize] TEKSignature batchSize
     * @property {Uint8Array|null} [signature] TEKSignature signature
     * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
     */

    /**
     * Properties of a TEKSignature.
     * @exports ITEKSignature
     * @interface ITEKSignature
     * @augments TEKSignature.$Properties
     * @deprecated Use TEKSignature.$Properties instead.
     */

    /**
     * Shape of a TEKSignature.
     * @typedef {TEKSignature.$Properties} TEKSignature.$Shape
     */

    /**
     * Constructs a new TEKSignature.
     * @exports TEKSignature
     * @classdesc Represents a TEKSignature.
     * @constructor
     * @param {TEKSignature.$Properties=} [properties] Properties to set
     * @property {Array.<Uint8Array>} [$unknowns] Unknown fields preserved while decoding when enabled
     */
    const TEKSignature = function (properties) {
        if (properties)
            for (let keys = $Object.keys(properties), i = 0; i < keys.length; ++i)
                if (properties[keys[i]] != null && keys[i] !== "__proto__")
                    this[keys[i]] = properties[keys[i]];
    };

    /**
     * TEKSignature signatureInfo.
     * @member {SignatureInfo.$Properties|null|undefined} signatureInfo
     * @memberof TEKSignature
     * @instance
     */
    TEKSignature.prototype.signatureInfo = null;

    /**
     * TEKSignature batchNum.
     * @member {number} batchNum
     * @memberof TEKSignature
     * @instance
     */
    TEKSignature.prototype.batchNum = 0;

    /**
     * TEKSignature batchSize.
     * @member {number} batchSize
     * @memberof TEKSignature
     * @instance
     */
    TEKSignature.prototype.batchSize = 0;

    /**
     * TEKSignature signature.
     * @member {Uint8Array} signature
     * @memberof TEKSignature
     * @instance
     */
    TEKSignature.prototype.signature = $util.newBuffer([]);

    /**
     * Encodes the specified TEKSignature message. Does not implicitly {@link TEKSignature.verify|verify} messages.
     * @function encode
     * @memberof TEKSignature
     * @static
     * @param {TEKSignature.$Properties} message TEKSignature message or plain object to encode
     * @param {$protobuf.Writer} [writer] Writer to encode to
     * @returns {$protobuf.Writer} Writer
     */
    TEKSignature.encode = function (message, writer, _depth) {
        if (!writer)
            writer = $Writer.create();
        if (_depth === $undefined)
            _depth = 0;
        if (_depth > $util.recursionLimit)
            throw $Error("max depth exceeded");
        if (message.signatureInfo != null && $Object.hasOwnProperty.call(message, "signatureInfo"))
            $root.SignatureInfo.encode(message.signatureInfo, writer.uint32(/* id 1, wireType 2 =*/10).fork(), _depth + 1).ldelim();
        if (message.batchNum != null && $Object.hasOwnProperty.call(message, "batchNum"))
            writer.uint32(/* id 2, wireType 0 =*/16).int32(message.batchNum);
        if (message.batchSize != null && $Object.hasOwnProperty.call(message, "batchSize"))
            writer.uint32(/* id 3, wireType 0 =*/24).int32(message.batchSize);
        if (message.signature != null && $Object.hasOwnProperty.call(message, "signature"))
            writer.uint32(/* id 4, wireType 2 =*/34).bytes(message.signature);
        if (message.$unknowns != null && $Object.hasOwnProperty.call(message, "$unknowns"))
            for (let i = 0; i < message.$unknowns.length; ++i)
                writer.raw(message.$unknowns[i]);
        return writer;
    };

    return TEKSignature;
})();

export {
  $root as default
};
