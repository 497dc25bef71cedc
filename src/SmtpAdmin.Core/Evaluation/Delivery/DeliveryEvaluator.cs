using System;
using System.Collections.Generic;
using System.Linq;
using SmtpAdmin.Core.Checks;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Dns.Reading;
using SmtpAdmin.Core.Evaluation.Dane;
using SmtpAdmin.Core.Evaluation.MtaSts;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Core.Evaluation.Delivery;

/// <summary>
/// Says what a sender that honours DANE and MTA-STS does at one endpoint. DANE goes first: where it applies, MTA-STS
/// cannot soften it (RFC 8461, section 2). A question on which DANE depends and that got no answer makes the sender wait
/// (RFC 7672, section 2.1.1), and so does a policy that could not be fetched, as an earlier one may be in force.
/// </summary>
internal sealed class DeliveryEvaluator
{
    private readonly DeliveryFacts _facts;
    private readonly DateTimeOffset _now;
    private readonly CheckList _checks = new(DeliveryCodes.All);
    private readonly TlsPolicyResult _dane;
    private readonly TlsPolicyResult _mtaSts;

    private DeliveryEvaluator(DeliveryFacts facts, string domain, DateTimeOffset now)
    {
        _facts = facts;
        _now = now;
        _dane = EvaluateDane(domain);
        _mtaSts = MtaStsEvaluator.Evaluate(facts.MtaSts, facts.Host);
    }

    private CertificateDetails? Certificate => _facts.Connection?.Certificate;

    private bool IsConnected => _facts.Connection?.Findings.Any(static finding =>
        finding is { Code: SmtpCheckCodes.Ehlo, Status: CheckStatus.Pass or CheckStatus.Warn }) == true;

    private bool IsEncrypted => _facts.Connection?.TlsProtocol is not null;

    // The name must be the exchanger's, also where DANE greeted the server by another.
    private bool IsCertificateValid =>
        Certificate is { ChainProblems.Count: 0 } shown && CertificateNameMatcher.Matches(_facts.Host, shown.Names);

    private MtaStsMode? Mode => _facts.MtaSts[0].Policy?.Mode;

    public static MailDeliveryEndpoint Evaluate(DeliveryFacts facts, string domain, DateTimeOffset now) =>
        new DeliveryEvaluator(facts, domain, now).Evaluate();

    private MailDeliveryEndpoint Evaluate()
    {
        AddDns();
        AddConnection();
        AddPolicy(DeliveryCodes.Dane, _dane);
        AddPolicy(DeliveryCodes.MtaSts, _mtaSts);
        return new MailDeliveryEndpoint
        {
            Host = _facts.Host,
            Preference = _facts.Preference,
            Address = _facts.Address,
            Verdict = Decide(),
            Dane = _dane,
            MtaSts = _mtaSts,
            TlsProtocol = _facts.Connection?.TlsProtocol,
            Certificate = Certificate,
            Findings = _checks.Findings,
        };
    }

    private TlsPolicyResult EvaluateDane(string domain)
    {
        DnsAnswer answer = _facts.Lookup.Answer;
        string name = answer.Question.Name;
        if (!_facts.MxAnswer.IsAuthenticated)
        {
            return Result(
                TlsPolicyVerdict.NotApplicable, "DANE-MX-INSECURE", "The domain's MX answer is not validated with DNSSEC.");
        }

        HostAddresses addresses = _facts.Lookup.Addresses;
        if (!addresses.Answer.IsKnown)
        {
            return Result(
                TlsPolicyVerdict.Unknown,
                "DANE-HOST-UNKNOWN",
                $"{addresses.Status} for {_facts.Host}. {addresses.Answer.Failure}");
        }

        if (addresses.Status != DnsStatus.Found)
        {
            return Result(TlsPolicyVerdict.NotApplicable, "DANE-HOST-NONE", $"{_facts.Host} has no address.");
        }

        if (!addresses.IsSecure && !_facts.Lookup.IsSecure)
        {
            return Result(
                TlsPolicyVerdict.NotApplicable, "DANE-HOST-INSECURE", "The host's addresses are not validated with DNSSEC.");
        }

        if (!answer.IsKnown)
        {
            return Result(TlsPolicyVerdict.Unknown, "DANE-TLSA-UNKNOWN", $"{answer.Status} for {name}. {answer.Failure}");
        }

        if (answer.Status != DnsStatus.Found)
        {
            return Result(TlsPolicyVerdict.NotApplicable, "DANE-NONE", $"{name} has no TLSA record.");
        }

        return _facts.Lookup.IsSecure
            ? DaneEvaluator.Evaluate(
                [.. answer.Records.OfType<DnsTlsa>()],
                _facts.Chain,
                [_facts.Lookup.BaseName, _facts.Host, domain],
                _now)
            : Result(
                TlsPolicyVerdict.NotApplicable, "DANE-TLSA-INSECURE", $"The answer for {name} is not validated with DNSSEC.");
    }

    private MailDeliveryVerdict Decide()
    {
        if (_facts.Connection is null)
        {
            // The host has no address, which is final, or nothing is known of one.
            return _facts.Lookup.Addresses.Answer.IsKnown ? MailDeliveryVerdict.Refuse : MailDeliveryVerdict.Unknown;
        }

        if (!IsConnected)
        {
            return MailDeliveryVerdict.Unknown;
        }

        // RFC 7672, section 2.2: with TLSA records, usable or not, there is no delivery without TLS.
        bool mustEncrypt = _dane.Code == DaneEvaluator.AllUnusable || _dane.Code == DaneEvaluator.NoCertificate;
        if (mustEncrypt && !IsEncrypted)
        {
            return MailDeliveryVerdict.Refuse;
        }

        return _dane.Verdict switch
        {
            TlsPolicyVerdict.Pass => MailDeliveryVerdict.DeliverByDane,
            TlsPolicyVerdict.Fail => MailDeliveryVerdict.Refuse,
            TlsPolicyVerdict.Unknown => MailDeliveryVerdict.Unknown,
            _ => DecideByMtaSts(),
        };
    }

    private MailDeliveryVerdict DecideByMtaSts()
    {
        bool isEnforced = Mode == MtaStsMode.Enforce;
        return _mtaSts.Verdict switch
        {
            TlsPolicyVerdict.Unknown => MailDeliveryVerdict.Unknown,
            TlsPolicyVerdict.Pass when isEnforced =>
                IsEncrypted && IsCertificateValid ? MailDeliveryVerdict.DeliverByMtaSts : MailDeliveryVerdict.Refuse,
            TlsPolicyVerdict.Fail when isEnforced => MailDeliveryVerdict.Refuse,
            _ => MailDeliveryVerdict.Opportunistic,
        };
    }

    private void AddDns()
    {
        AddSecure(DeliveryCodes.MxSecure, _facts.MxAnswer.IsAuthenticated, _facts.MxAnswer.Question.Name);
        HostAddresses addresses = _facts.Lookup.Addresses;
        if (addresses.Status != DnsStatus.Found)
        {
            CheckStatus status = addresses.Answer.IsKnown ? CheckStatus.Fail : CheckStatus.Unknown;
            _checks.Stop(
                DeliveryCodes.Address, status, $"{addresses.Status} for {_facts.Host}. {addresses.Answer.Failure}".TrimEnd());
            return;
        }

        _checks.Add(DeliveryCodes.Address, CheckStatus.Pass, string.Join(", ", addresses.Addresses));
        AddSecure(DeliveryCodes.AddressSecure, addresses.IsSecure, _facts.Host);
        DnsAnswer tlsa = _facts.Lookup.Answer;
        string records = string.Join(", ", tlsa.Records.OfType<DnsTlsa>().Take(5).Select(DaneEvaluator.Show));
        (CheckStatus found, string evidence) = tlsa switch
        {
            { IsKnown: false } => (CheckStatus.Unknown, $"{tlsa.Status} for {tlsa.Question.Name}. {tlsa.Failure}"),
            { Status: not DnsStatus.Found } => (CheckStatus.Warn, $"{tlsa.Question.Name} has no record."),
            _ when !_facts.Lookup.IsSecure => (CheckStatus.Warn, $"Not validated with DNSSEC: {records}"),
            _ => (CheckStatus.Pass, $"{tlsa.Question.Name}: {records}"),
        };
        _checks.Add(DeliveryCodes.Tlsa, found, evidence);
    }

    private void AddSecure(string code, bool isSecure, string name) => _checks.Add(
        code,
        isSecure ? CheckStatus.Pass : CheckStatus.Warn,
        isSecure
            ? $"The answer for {name} is validated with DNSSEC."
            : $"The answer for {name} is not validated with DNSSEC.");

    private void AddConnection()
    {
        if (_facts.Connection is not { } connection)
        {
            return;
        }

        CheckFinding? trouble = connection.Findings.FirstOrDefault(static finding =>
            finding.Code is SmtpCheckCodes.Resolve or SmtpCheckCodes.Connect or SmtpCheckCodes.Banner or SmtpCheckCodes.Ehlo
            && finding.Status is CheckStatus.Fail or CheckStatus.Unknown);
        if (!IsConnected)
        {
            CheckFinding reason = trouble ?? connection.Findings[0];
            _checks.Add(DeliveryCodes.Connect, reason.Status, reason.Evidence);
            return;
        }

        _checks.Add(DeliveryCodes.Connect, CheckStatus.Pass, $"{_facts.Address}: {connection.Banner}");
        CheckFinding tls = connection.Findings.LastOrDefault(static finding =>
            finding.Code is SmtpCheckCodes.StartTlsOffered or SmtpCheckCodes.TlsHandshake or SmtpCheckCodes.StartTlsClean
            && finding.Status is not CheckStatus.Pass)
            ?? connection.Findings.Last(static finding => finding.Code == SmtpCheckCodes.TlsHandshake);
        if (!IsEncrypted)
        {
            _checks.Add(DeliveryCodes.StartTls, CheckStatus.Fail, tls.Evidence);
            return;
        }

        _checks.Add(DeliveryCodes.StartTls, CheckStatus.Pass, tls.Evidence);
        AddCertificate(Certificate!);
    }

    // Who checks no names and chains does not mind: only MTA-STS asks for them.
    private void AddCertificate(CertificateDetails certificate)
    {
        bool isNamed = CertificateNameMatcher.Matches(_facts.Host, certificate.Names);
        var problems = new List<string>(certificate.ChainProblems);
        if (!isNamed)
        {
            problems.Insert(0, $"{_facts.Host} is not among {string.Join(", ", certificate.Names.Take(5))}");
        }

        _checks.Add(
            DeliveryCodes.Certificate,
            problems.Count == 0 ? CheckStatus.Pass : CheckStatus.Warn,
            problems.Count == 0
                ? $"Valid for {_facts.Host}, issued by {certificate.Issuer}."
                : $"{string.Join(", ", problems)}; issued by {certificate.Issuer}.");
    }

    private void AddPolicy(string code, TlsPolicyResult result)
    {
        CheckStatus status = result.Verdict switch
        {
            TlsPolicyVerdict.Pass => CheckStatus.Pass,
            TlsPolicyVerdict.Fail => CheckStatus.Fail,
            TlsPolicyVerdict.NotApplicable => CheckStatus.Warn,
            _ => CheckStatus.Unknown,
        };
        _checks.Add(code, status, $"{result.Code}: {result.Evidence}");
    }

    private static TlsPolicyResult Result(TlsPolicyVerdict verdict, string code, string evidence) =>
        new() { Verdict = verdict, Code = code, Evidence = evidence.TrimEnd() };
}
