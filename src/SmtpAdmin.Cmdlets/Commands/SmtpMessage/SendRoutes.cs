using System;
using SmtpAdmin.Cmdlets.Hosting;
using SmtpAdmin.Cmdlets.Parameters;
using SmtpAdmin.Core.Authentication;
using SmtpAdmin.Core.Dns;
using SmtpAdmin.Core.Routing;
using SmtpAdmin.Core.Sending;
using SmtpAdmin.Core.Smtp;

namespace SmtpAdmin.Cmdlets.Commands;

/// <summary>
/// Finds the way of each message. Two messages may share a connection where server, protection and identity are the
/// same, the password included, and nowhere else. Belongs to the pipeline thread.
/// </summary>
internal sealed class SendRoutes : IDisposable
{
    private readonly DeliveryCmdlet _cmdlet;
    private readonly DeliverySettings _settings;
    private readonly DeliveryIdentity _identity;
    private readonly ConnectionTemplate _template;
    private readonly ConnectionNumbers _numbers = new();
    private SendRoute? _last;
    private DeferredDnsResolver? _resolver;

    /// <exception cref="SmtpAdminException">The parameters do not fit together.</exception>
    public SendRoutes(DeliveryCmdlet cmdlet, DeliverySettings settings, PipelineInbox inbox, ISmtpTranscript? transcript)
    {
        _cmdlet = cmdlet;
        _settings = settings;
        _identity = new DeliveryIdentity(cmdlet, settings, inbox);
        _template = new ConnectionTemplate(cmdlet, settings, transcript);
    }

    /// <summary>The way of the current object's message.</summary>
    /// <exception cref="SmtpAdminException">No server is named, or the parameters do not fit together.</exception>
    public SendRoute Find()
    {
        if (_cmdlet.OutFile is not null || _cmdlet.PickupDirectory is not null)
        {
            return _last ??= FileRoute();
        }

        if (_cmdlet.Direct)
        {
            return _last ??= DirectRoute();
        }

        SmtpAuthentication? authentication = _identity.Find();
        RouteKey key = _template.KeyOf(authentication);
        if (_last is null || !key.Equals(_last.Key))
        {
            _last = new SendRoute(key, "Send message", () => ServerLane(key, authentication));
        }

        return _last;
    }

    /// <inheritdoc/>
    public void Dispose() => _resolver?.Dispose();

    private SendLaneOptions ServerLane(RouteKey key, SmtpAuthentication? authentication)
    {
        SmtpConnectionOptions connection = _template.Create(key) with { Authentication = authentication };
        var route = new ServerRoute(connection, _numbers, new RouteGuard(TimeProvider.System))
        {
            MaxMessagesPerConnection = _settings.MaxMessagesPerConnection,
        };
        return Lane(() => new ServerCarrier(route));
    }

    private SendRoute DirectRoute()
    {
        if (_cmdlet.Server is not null || _cmdlet.Credential is not null || _cmdlet.AccessToken is not null)
        {
            throw new SmtpAdminException(
                ErrorKind.SendOptionsInvalid, "-Direct finds the servers itself; leave out -Server, -Credential and -AccessToken.");
        }

        SmtpConnectionOptions template = _template.CreateDirect();
        var options = new DnsResolverOptions { Server = NameServerText.Combine(_cmdlet.DnsServer, port: null) };
        _resolver = new DeferredDnsResolver(options, TimeProvider.System);
        var router = new MailRouter(new CachingDnsResolver(_resolver));
        return new SendRoute("direct", "Deliver message to the recipients' mail exchangers", () => Lane(
            () => new DirectCarrier(
                router, template, _numbers, _settings.MaxMessagesPerConnection, TimeProvider.System)));
    }

    private SendRoute FileRoute()
    {
        if (_cmdlet.OutFile is { } file && _cmdlet.PickupDirectory is null)
        {
            string path = FilePath.Resolve(_cmdlet.SessionState, file);
            var files = new NumberedFiles(path);
            return new SendRoute("file", $"Write message to '{path}'", () => OneFileLane(files));
        }

        if (_cmdlet.OutFile is not null)
        {
            throw new SmtpAdminException(ErrorKind.SendOptionsInvalid, "-OutFile and -PickupDirectory name two places.");
        }

        string folder = FilePath.Resolve(_cmdlet.SessionState, _cmdlet.PickupDirectory!);
        var pickup = new PickupFiles(folder);
        return new SendRoute("pickup", $"Write message to folder '{folder}'", () => OneFileLane(pickup));
    }

    private static SendLaneOptions OneFileLane(IMessageFiles files) => new()
    {
        CreateCarrier = () => new FileCarrier(files),
    };

    private SendLaneOptions Lane(Func<IMessageCarrier> createCarrier) => new()
    {
        CreateCarrier = createCarrier,
        MaxConnections = _settings.MaxConnections,
        MaxMessagesPerMinute = _settings.MaxMessagesPerMinute,
        MaxRecipientsPerDay = _settings.MaxRecipientsPerDay,
        Retry = _settings.Retry,
    };
}
