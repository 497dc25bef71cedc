using System;
using System.Collections.Generic;
using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Net;
using System.Security;
using SmtpAdmin.Core.Addressing;
using SmtpAdmin.Core.Profiles;

namespace SmtpAdmin.Cmdlets.Parameters;

/// <summary>
/// Gets a profile's secret from where it is kept. Vaults are asked with the session's own commands, so all of this runs
/// on the pipeline thread.
/// </summary>
internal static class ProfileSecret
{
    private const string Install = "Install-PSResource Microsoft.PowerShell.SecretManagement brings it.";

    /// <summary>The profile's user and secret; null where the profile signs in with none.</summary>
    /// <exception cref="SmtpAdminException">The secret is not to be had (SecretUnavailable).</exception>
    public static NetworkCredential? Resolve(SmtpProfile profile, PSCmdlet cmdlet) => profile.Secret?.Store switch
    {
        null => null,
        SecretStore.SecretManagement => FromVault(profile, cmdlet),
        SecretStore.EnvironmentVariable => new NetworkCredential(profile.UserName ?? string.Empty, FromVariable(profile)),
        _ => new NetworkCredential(profile.UserName ?? string.Empty, new ProfileStore().ReadSecret(profile)),
    };

    /// <summary>Puts a secret into the vault that the place names.</summary>
    /// <exception cref="SmtpAdminException">The vault did not take it (SecretUnavailable).</exception>
    public static void StoreInVault(SmtpProfileSecret place, SecureString secret, PSCmdlet cmdlet)
    {
        Dictionary<string, object> parameters = Parameters(place);
        parameters["Secret"] = secret;
        Run("Set-Secret", parameters, place, cmdlet);
    }

    private static NetworkCredential FromVault(SmtpProfile profile, PSCmdlet cmdlet)
    {
        SmtpProfileSecret place = profile.Secret!;
        Collection<PSObject> found = Run("Get-Secret", Parameters(place), place, cmdlet);
        object? secret = found.Count == 1 ? found[0]?.BaseObject : null;
        return secret switch
        {
            SecureString secure => new NetworkCredential(profile.UserName ?? string.Empty, secure),
            PSCredential credential => new NetworkCredential(profile.UserName ?? credential.UserName, credential.Password),
            string text => new NetworkCredential(profile.UserName ?? string.Empty, text),
            _ => throw Unavailable($"Get-Secret found no password for {place}."),
        };
    }

    private static string FromVariable(SmtpProfile profile)
    {
        string? value = Environment.GetEnvironmentVariable(profile.Secret!.Name!);
        return string.IsNullOrEmpty(value)
            ? throw Unavailable($"The environment variable {profile.Secret.Name} of '{profile.Name}' is not set.")
            : value!;
    }

    private static Dictionary<string, object> Parameters(SmtpProfileSecret place)
    {
        Dictionary<string, object> parameters = new() { ["Name"] = place.Name!, ["ErrorAction"] = ActionPreference.Stop };
        if (place.Vault is { } vault)
        {
            parameters["Vault"] = vault;
        }

        return parameters;
    }

    private static Collection<PSObject> Run(
        string name, Dictionary<string, object> parameters, SmtpProfileSecret place, PSCmdlet cmdlet)
    {
        if (cmdlet.InvokeCommand.GetCommand(name, CommandTypes.Function | CommandTypes.Cmdlet) is not { } command)
        {
            throw Unavailable($"{place} needs {name}, which this session does not have. {Install}");
        }

        try
        {
            var call = ScriptBlock.Create("param($Command, $Parameters) & $Command @Parameters");
            return cmdlet.InvokeCommand.InvokeScript(useLocalScope: true, call, input: null, command, parameters);
        }
        catch (RuntimeException exception) when (exception is not PipelineStoppedException)
        {
            throw Unavailable($"{name} failed for {place}: {PrintableText.From(exception.Message)}", exception);
        }
    }

    private static SmtpAdminException Unavailable(string detail, Exception? cause = null) =>
        new(ErrorKind.SecretUnavailable, detail, innerException: cause);
}
